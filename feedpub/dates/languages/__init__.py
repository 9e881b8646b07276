"""The words of dates, one table per language. A new language is one more table."""

from typing import Final

from feedpub.dates.languages.eastern import EASTERN
from feedpub.dates.languages.neighbours import NEIGHBOURS
from feedpub.dates.languages.other_scripts import OTHER_SCRIPTS
from feedpub.dates.languages.types import Language
from feedpub.dates.languages.western import WESTERN

LANGUAGES: Final = (*WESTERN, *OTHER_SCRIPTS, *NEIGHBOURS, *EASTERN)

__all__ = ["LANGUAGES", "Language"]
