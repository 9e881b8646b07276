"""Credits that only name an agency and who took the picture: “WHO/A. Smith”, “A. Smith/Ministry of Fishing”."""

from typing import Final

from feedpub.dates import is_known_place, names_place
from feedpub.genres import is_genre
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.patterns import later

_LONGEST: Final = 60
_SIDES: Final = 2
_INITIAL: Final = later(r"(?:[^\W\d_a-z]\.[ -]?){1,3}[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?")
"""“J. P. Smith”."""
_WORD: Final = r"[^\W\d_a-z][^\W\d_]*[a-zß-ÿ][\w'’-]*\.?"
_SMALL: Final = r"(?:d['’]|al-|el-|(?:de|du|da|di|van|von|bin|della|del|dos) )"
_NAME: Final = later(rf"{_WORD}(?: {_SMALL}?{_WORD}){{1,2}} ?")
"""“Jane Doe”, “Jane d'Arc”, “Jan van Brill”."""
_AGENCY: Final = later(r"(?:(?:[^\W\d_a-z][\w'’&.-]*|of|for|de|du|des|der|für|do|da|del) ?){1,6}")
_ACRONYM: Final = later(r"[A-Z][A-Z-]{1,9}(?: (?:News|Photos?|Pictures|Press|Images|Media|Fotos?))?")
"""“WHO”, “WHO Photo”."""
_NUMBER: Final = later(r"[A-Z]{0,4}\d[\d-]*")
"""That of the picture: “UNICEF/UN0123/Smith”."""


def names_photographer(text: str) -> bool:
    """Say whether a line is an agency and a person, on either side of a stroke, without spaces around that."""
    if "/" not in text or len(text) > _LONGEST:
        return False
    sides = [side for side in text.split("/") if not _NUMBER.fullmatch(side)]
    if len(sides) != _SIDES:
        return False
    numbered = len(sides) < text.count("/") + 1
    return any(_are_credited(agency, name, numbered=numbered) for agency, name in (sides, reversed(sides)))


def names_agency(text: str) -> bool:
    """Say whether words behind a sentence are an agency of any name and a person: “Harbour Press/Jane Doe”."""
    sides = text.split("/")
    named = len(sides) == _SIDES and any(_NAME.fullmatch(side) is not None for side in sides)
    return named and all(_AGENCY.fullmatch(side) is not None and not is_known_place(side) for side in sides)


def _are_credited(agency: str, name: str, *, numbered: bool) -> bool:
    """Say whether two names are those of an agency and a person: one with an initial, or one beside an acronym."""
    if names_place(agency):
        return False
    if _INITIAL.fullmatch(name) is not None or (numbered and name.istitle()):
        return _AGENCY.fullmatch(agency) is not None
    plain = _NAME.fullmatch(name) is not None and not (is_genre(name) or is_subject(name) or is_known_place(name))
    return plain and _ACRONYM.fullmatch(agency) is not None
