"""The words of dates, one table per language. A new language is one more table."""

from collections.abc import Iterable, Iterator
from typing import Final

from feedpub.dates.languages.eastern import EASTERN
from feedpub.dates.languages.further import FURTHER
from feedpub.dates.languages.neighbours import NEIGHBOURS
from feedpub.dates.languages.other_scripts import OTHER_SCRIPTS
from feedpub.dates.languages.types import Language
from feedpub.dates.languages.western import WESTERN

LANGUAGES: Final = (*WESTERN, *OTHER_SCRIPTS, *NEIGHBOURS, *EASTERN, *FURTHER)

__all__ = ["LANGUAGES", "Language", "language_faults"]


def language_faults(where: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield which of these languages has no words of dates here."""
    known = sorted(language.tag for language in LANGUAGES)
    for name in names:
        if name not in known:
            yield where, f"“{name}” is no language of dates; there is: {', '.join(known)}"
