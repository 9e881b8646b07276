"""The line above or below a list that says when its page was changed, and is no entry."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.dating import holds_a_date
from feedpub.listings.html.page.tree import Page

_CHANGE: Final = re.compile(
    r"\W*(?:(?:(?:this |the )?(?:web ?)?(?:page|site)(?: was| is)? (?:last )?|(?:last|latest) )"
    r"(?:updated?|changed?|modified|modification|revised|edited)\b"
    r"|letzte (?:änderung|aktualisierung)|zuletzt (?:geändert|aktualisiert)|dernière (?:mise à jour|modification)"
    r"|última (?:actualización|modificación|atualização|alteração)|ultim[oa] (?:aggiornamento|modifica)"
    r"|laatst(?:e)? (?:gewijzigd|bijgewerkt|wijziging|update)|senast (?:ändrad|uppdaterad)|sid?st (?:opdateret|ændret"
    r"|oppdatert|endret)|viimeksi (?:päivitetty|muokattu)|ostatnia (?:aktualizacja|modyfikacja)"
    r"|poslední (?:aktualizace|změna)|последн\w+ (?:обновлени\w|изменени\w)|最終更新|最后更新)",
    re.IGNORECASE,
)
_LONGEST: Final = 200
_ENOUGH: Final = 3


def without_changes(page: Page, records: Sequence[Record]) -> list[Record]:
    """Return records without the first and last if these say when their page was changed, and no others do."""
    kept = list(records)
    if len(kept) >= _ENOUGH:
        kept = kept[1:] if _tells(page, kept[0]) else kept
        kept = kept[:-1] if _tells(page, kept[-1]) else kept
    return list(records) if len(kept) < len(records) and any(_tells(page, one) for one in kept) else kept


def _tells(page: Page, record: Record) -> bool:
    if page.size(record.p0, record.p1) > _LONGEST or not page.holds_a_number(record.p0, record.p1):
        return False
    text = page.text(record.p0, record.p1)
    return _CHANGE.match(text) is not None and holds_a_date(text)
