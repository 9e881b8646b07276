"""The line above or below a list that says when its page was changed, and is no entry."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.page.dating import dates_of
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
_BETWEEN: Final = re.compile(
    r"[\W日时時间間於于]*(?:(?:on|at|of|the|this|am|vom|den|dieser|der|um|le|du|de|la|d[ae]|cette|el|esta|il|del|della|di"
    r"|em|op|it|was|van|deze|(?:web)?(?:page|site|seite)|página|pagina|страницы|сайта)\W+)*"
    r"(?:(?:by|von|par|por|da|door|av|af)\b.{1,30})?",
    re.IGNORECASE,
)
"""What may stand between the words of a change and its day: “last changed by Ann on”."""
_LONGEST: Final = 200
_BEHIND: Final = 80
"""Letters behind the day in which it says by whom, or where the page leads."""
_ENOUGH: Final = 3


def without_changes(page: Page, records: Sequence[Record]) -> list[Record]:
    """Return records without the first and last if these say when their page was changed, and no others do.

    Such a line above the text of the first is cut off it.
    """
    kept = list(records)
    if len(kept) >= _ENOUGH:
        first = _below(page, kept[0])
        kept = [*([] if first is None else [first]), *kept[1:]]
        kept = kept[:-1] if _tells(page, kept[-1].p0, kept[-1].p1) else kept
    return list(records) if kept != [*records] and any(_tells(page, one.p0, one.p1) for one in kept) else kept


def _below(page: Page, record: Record) -> Record | None:
    """Return a record without the line that it begins with if that is of a change, None if nothing else is in it."""
    end = record.p0 + 1
    while end < record.p1 and page.lines[end + 1] == page.lines[end]:
        end += 1
    if not _tells(page, record.p0, end):
        return record
    return replace(record, p0=end) if end < record.p1 else None


def _tells(page: Page, first: int, last: int) -> bool:
    """Say whether a line says when its page was changed: a link is called after an entry."""
    several = page.lines[first + 1] != page.lines[last] or page.link[page.owner[first]] >= 0
    if several or page.size(first, last) > _LONGEST or not page.holds_a_number(first, last):
        return False
    text = page.text(first, last)
    change, dates = _CHANGE.match(text), dates_of(text)
    if change is None or len(dates) != 1 or len(text) - dates[0].end > _BEHIND:
        return False
    return _BETWEEN.fullmatch(text[change.end() : dates[0].start]) is not None
