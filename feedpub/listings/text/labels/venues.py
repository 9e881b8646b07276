"""Lines that say where an event takes place: “Port Louis, Mauritius”, “Online”."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from feedpub.dates import NOWHERE, is_known_place, is_place_before, names_place
from feedpub.dates.places import is_place_behind
from feedpub.genres import is_genre
from feedpub.listings.text.wording.dating import Dated, day_lines
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import is_sentence
from feedpub.patterns import later
from feedpub.text import fold

_LONGEST: Final = 50
_NEARLY_ALL: Final = 0.9
_SOME: Final = 2
_SEVERAL: Final = 4
_NUMBER: Final = re.compile(r"(?<=\w)\s\d{1,4}[a-zA-Z]?\b")
_TOWN: Final = r"[^\W\d_][^\d,:;]{1,40}"
_POSTED: Final = re.compile(rf"(?P<town>{_TOWN}?)\s\(?\d{{5}}\)?|(?:[A-Z]{{1,2}}[- ])?\d{{5}}\s(?P<name>{_TOWN})")
"""A town and its number for letters: “Saint-Malo 35400”, “79098 Freiburg”."""
_HOUSE_NAMES: Final = """
    hall room center centre library building auditorium theatre theater museum field church school park plaza hotel
    campus floor gallery stadium greenhouse chapel ballroom house saal rathaus bibliothek foyer haus halle kirche schule
    shed barn club pub station parking hangar stade gymnase maison dorpshuis gemeindehaus parkplatz stadion schuppen
    scheune bahnhof salle mairie bibliotheque musee eglise sala biblioteca auditorio teatro museo iglesia palacio
    casa plaza parque estadio palazzo piazza parco chiesa scuola escola
"""
_HOUSES: Final = frozenset(_HOUSE_NAMES.split())
_EVENTS: Final = later(
    r"(?:upcoming |future |past |all |our |public |next )?(?:events?|calendar(?: of events)?|what['’]s on|diary)|agenda"
    r"|(?:unsere |alle |nächste |kommende )?(?:termine|veranstaltungen)|veranstaltungskalender|terminkalender"
    r"|(?:prochains |nos )?[ée]v[éè]nements|calendrier|(?:próximos )?eventos|calendario(?: eventi)?|calendário"
    r"|(?:prossimi )?eventi|(?:komende )?(?:evenementen|activiteiten)|kalender|evenemang|arrangementer|wydarzenia"
    r"|kalendarz|akce|мероприятия|события|календарь(?: событий)?|афиша|イベント(?:情報)?|行事予定|活动(?:预告)?"
    r"|活動(?:訊息)?|فعاليات|الفعاليات",
    re.IGNORECASE,
)
"""What heads a list of events."""


def with_places(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Label the lines directly below dates that name a town or a country: “Geneva”, “Ha Noi, Viet Nam”.

    Where nearly all that stands below dates may be a place and most of it is known, all of it is one. Above the first
    date stands none, or they head titles; and lines enough are left to be the titles of all dates.
    """
    dates = [*day_lines(lines)]
    below = [at + 1 for at in dates if at + 1 < len(paragraphs) and lines[at + 1] is None and _is_empty(lines[at])]
    below = [at for at in below if not (paragraphs[at].label or is_furniture(paragraphs[at].text))]
    known = {at for at in below if names_place(paragraphs[at].text)}
    if not known or any(names_place(p.text) for p in paragraphs[: dates[0]]):
        return paragraphs
    may = {at for at in below if may_be_place(paragraphs[at].text)}
    if len(known) * 2 <= len(may):
        return paragraphs  # they are judged together, where the layout is known
    plain = [at for at in below if not is_sentence(paragraphs[at].text)]
    places = may | known if len(may) >= _NEARLY_ALL * len(plain) else known - _titles(paragraphs, below, known)
    others = (p.text for at, p in enumerate(paragraphs) if lines[at] is None and at not in places)
    if sum(bool(text) and not is_furniture(text) for text in others) < len(dates):
        return paragraphs
    return [replace(p, label="place") if at in places else p for at, p in enumerate(paragraphs)]


def with_towns_above(paragraphs: Sequence[Paragraph], lines: Sequence[Dated | None]) -> Sequence[Paragraph]:
    """Label the lines directly above dates where all of them are towns with their numbers, for these are no titles."""
    dates = [*day_lines(lines)]
    towns = {at - 1: _POSTED.fullmatch(paragraphs[at - 1].text) for at in dates if at}
    if len(towns) < max(_SOME, len(dates)) or not all(towns.values()):
        return paragraphs
    names = {at: town["town"] or town["name"] for at, town in towns.items() if town is not None}
    return [replace(p, label="place", text=names[at]) if at in names else p for at, p in enumerate(paragraphs)]


def _titles(paragraphs: Sequence[Paragraph], below: Sequence[int], known: AbstractSet[int]) -> set[int]:
    """Return the names that are titles: a text stands below them, as below the titles of the other dates."""
    told = [at + 1 < len(paragraphs) and is_sentence(without_more(paragraphs[at + 1].text)) for at in below]
    titled = [text for at, text in zip(below, told, strict=True) if at not in known and _is_title(paragraphs[at].text)]
    others = len(below) - len(known)
    if len(titled) * 2 <= others or sum(titled) * 2 <= others:
        return set()
    return {at for at, text in zip(below, told, strict=True) if at in known and text}


def _is_title(text: str) -> bool:
    return not is_sentence(text) or text[-1:] in "?!？！"


def _is_empty(date: Dated | None) -> bool:
    """Say whether a date line names no place that is known."""
    return date is not None and not (date.place and is_known_place(date.place))


def are_places(texts: Sequence[str]) -> bool:
    """Say whether nearly all of the lines below the titles of events are places, most of town and country, or none."""
    places = _places(texts)
    return sum("," in text or text.casefold() in NOWHERE or is_house(text) for text in places) * 2 > len(places)


def are_known_places(texts: Sequence[str], *, touching: bool = False) -> bool:
    """Say whether nearly all of the lines below the titles of news are places, most of them widely known, or houses.

    Fewer need be known where they alone touch the dates, and the texts stand apart.
    """
    places = _places(texts)
    return sum(is_known_place(text) or (" " in text and is_house(text)) for text in places) * (
        3 if touching else 2
    ) > len(places)


def _places(texts: Sequence[str]) -> list[str]:
    """Return those that may be places; none where they are not nearly all."""
    places = [text for text in texts if may_be_place(text)]
    # One of several may be the foot of the page.
    most = len(texts) - 1 if len(texts) > _SEVERAL else len(texts)
    return places if len(texts) > 1 and len(places) >= min(most, _NEARLY_ALL * len(texts)) else []


def may_be_place(text: str) -> bool:
    """Say whether a line is short and all capitalised words, as names of places are."""
    if len(text) > _LONGEST:
        return False
    name = _NUMBER.sub("", text)  # of a house or a room
    named = is_place_before(name) or (is_house(name) and (is_place_behind(name) or _is_in_town(name)))
    return text.casefold() in NOWHERE or (not is_genre(text) and named)


def heads_events(text: str) -> bool:
    """Say whether a heading says that events stand below it."""
    return len(text) <= _LONGEST and _EVENTS.fullmatch(text) is not None


def _is_in_town(text: str) -> bool:
    """Say whether the name of a town ends a line, which may name a house in small letters: “North car park, Olen”."""
    house, _, town = text.rpartition(",")
    return house[:1].isupper() and is_place_before(town.strip())


def is_house(text: str) -> bool:
    """Say whether a name is one of a house, or of a room in it."""
    return not _HOUSES.isdisjoint(fold(text).replace(",", " ").split())
