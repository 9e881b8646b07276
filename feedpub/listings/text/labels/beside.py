"""What stands beside the dates of a page: a column of kickers, of places or of names, judged as a whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from feedpub.dates import Beside, Piece, Terms, beside_date, is_known_place, is_place_before, names_place
from feedpub.dates.places import has_label, is_host
from feedpub.genres import is_genre
from feedpub.listings.naming import Role
from feedpub.listings.text.wording.dating import Dated
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.signing import are_acronyms, are_credited, are_persons, is_name
from feedpub.listings.text.wording.subjects import is_subject

_SOME: Final = 3
_FORMS: Final = 2
"""A count is said in so many ways: “1 minute”, “2 minutes”."""
_AND: Final = re.compile(r"\s[/&]\s|\s(?:and|und|et|y|e|en|och|og|и|і)\s")
_PAPER: Final = range(1, 6)
"""So many words has the name of a paper."""
_NAME: Final = range(2, 5)
"""So many words has the name of a person."""


def columns_of(dates: Sequence[Dated], terms: Terms) -> Mapping[int, Role]:
    """Return what the pieces on each side of the dates are; a side where most dates have none is left out."""
    columns: defaultdict[int, list[Piece]] = defaultdict(list)
    for date in dates:
        if date.kind == "full" and len(date.line) > _SOME:
            for piece in _pieces(date.line, terms):
                columns[piece.side].append(piece)
    most = [side for side, column in columns.items() if len(column) * 2 > len(dates)]
    roles = {side: _role(columns[side]) for side in most}
    if any(roles.values()) and dates[0].form == "line":
        towns = (side for side in columns if roles.get(side) is None and _are_towns(columns[side]))
        roles |= dict.fromkeys(towns, "place")
    if dates and dates[0].form == "dateline" and roles.get(-1) == "kicker" and _are_titles(columns[-1]):
        roles[-1] = "title"
    if dates and dates[0].form == "line":
        press = (side for side, role in roles.items() if role is None and _are_papers(columns[side]))
        roles |= dict.fromkeys(press, "furniture")
    labels = [side for side, role in roles.items() if role == "kicker"]
    persons = [side for side in labels if _may_be_persons([piece.text for piece in columns[side]])]
    single = any(all(" " not in piece.text for piece in columns[side]) for side in labels)
    kept = [side for side in labels if not (single and side in persons)]  # beside words, names are authors'
    best = max(kept, key=lambda side: _recurrence(columns[side]), default=0)
    others = [side for side in labels if side != best]
    named = [side for side in others if _most(_are_names(piece.text) for piece in columns[side])]
    roles |= {side: "author" if side in named else "furniture" for side in others}
    return {side: role for side, role in roles.items() if role is not None}


def _pieces(line: str, terms: Terms) -> Iterable[Piece]:
    taken = beside_date(line, terms)
    return () if taken is None else taken.pieces


def taken_apart(date: Dated, roles: Mapping[int, Role], terms: Terms) -> Beside | None:
    """Return the pieces of a date line if the page says of each what it is."""
    taken = beside_date(date.line, terms) if roles else None
    if taken is None or not all(piece.side in roles for piece in taken.pieces):
        return None
    sides = {piece.side for piece in taken.pieces}
    pieces = tuple(replace(piece, side=_meant(piece, sides, roles)) for piece in taken.pieces)
    return replace(taken, pieces=pieces)


def _meant(piece: Piece, sides: AbstractSet[int], roles: Mapping[int, Role]) -> int:
    """Return the side that a piece is meant for: where the place is left out, the author's stands in its place."""
    farther = piece.side + (1 if piece.side > 0 else -1)
    left_out = roles.get(piece.side) == "place" and roles.get(farther) == "author" and farther not in sides
    return farther if left_out and _are_names(piece.text) and not is_known_place(piece.text) else piece.side


def _role(column: Sequence[Piece]) -> Role | None:
    """Judge a column; None where its lines may be read one by one."""
    texts = [piece.text for piece in column]
    few = len(set(texts)) * 10 <= len(texts) * 7 and len(texts) >= _SOME
    plain = not _most(piece.rule or bool(piece.lead) for piece in column)
    # Behind a rule, “Weddings, Cakes” is a row of labels; where all have a comma, it parts town and country.
    regions = plain or all("," in text for text in texts)
    places = _most(is_known_place(text) or (regions and "," in text and is_place_before(text)) for text in texts)
    if _most(is_furniture(text) for text in texts):
        return "furniture"
    counts = {re.sub(r"\d+", "0", text) for text in texts if any(map(str.isdigit, text))}
    if 0 < len(counts) <= _FORMS and all(any(map(str.isdigit, text)) for text in texts) and len(texts) >= _SOME:
        return "furniture"  # “4 min read”
    if any(map(is_host, texts)) and all(piece.rule for piece in column):
        return "furniture"  # where the texts come from: sites and papers
    if _most(piece.lead == "by" for piece in column):
        return "author"
    if _most(is_genre(text) or is_subject(text) for text in texts):
        return "kicker"
    if are_credited(texts) or are_acronyms(texts, plain=plain):
        return "author"
    if plain and _are_surely_persons(texts):
        return "author"
    if places or (plain and all(map(is_place_before, texts))):
        return None if plain else "place"
    if _most(piece.lead == "in" for piece in column):
        return "kicker"
    if (not few or _are_persons(texts)) and all(map(_are_names, texts)) and not _open_alike(texts):
        return "author"
    return "kicker" if all(len(text) <= 60 for text in texts) and not plain else None


def _are_persons(texts: Sequence[str]) -> bool:
    """Say whether names that recur are those of persons: several, no subject, kind of text or place among them."""
    several = len(set(texts)) >= max(_SOME, len(texts) / _SOME)
    return several and not any(is_subject(text) or has_label(text) or names_place(text) for text in texts)


def _are_surely_persons(texts: Sequence[str]) -> bool:
    """Say whether several names are known for no place, and some are surely those of persons."""
    several = len(set(texts)) >= _SOME and len(set(texts)) < len(texts) and are_persons(texts)
    return several and all(is_name(text) and not names_place(text) and not is_known_place(text) for text in texts)


def _open_alike(texts: Sequence[str]) -> bool:
    """Say whether different texts begin with the same word, the kind of all of them: “Notes Bridges”, “Notes Boats”."""
    return len(set(texts)) > 1 and len({text.split(maxsplit=1)[0] for text in texts}) == 1


def _are_towns(column: Sequence[Piece]) -> bool:
    """Say whether all texts are known places: beside a column of kickers they are places, however few have one."""
    return all(names_place(piece.text) for piece in column)


def _are_papers(column: Sequence[Piece]) -> bool:
    """Say whether all texts are names and one at least is that of a paper, none that of a town: press reviews."""
    texts = [piece.text for piece in column]
    named = all(len(text.split()) in _PAPER and text.lstrip("«„“")[:1].isupper() for text in texts)
    return named and any(map(has_label, texts)) and not any(map(is_known_place, texts))


def _recurrence(column: Sequence[Piece]) -> float:
    """Say how much of a column says what others in it say, or is a kind of text or a subject: kickers do."""
    texts = [piece.text for piece in column]
    known = sum(is_genre(text) or is_subject(text) for text in texts)
    return (known + len(texts) - len(set(texts))) / len(texts)


def _are_names(text: str) -> bool:
    """Say whether a text may be the name of a person, or the names of several."""
    return all(len(name.split()) in _NAME and _is_capitalised(name) for name in _AND.split(text))


def _may_be_persons(texts: Sequence[str]) -> bool:
    """Say whether texts may be names of persons, and most differ: few that recur may be subjects, “Harbour Life”."""
    known = any(is_genre(text) or is_subject(text) or has_label(text) or names_place(text) for text in texts)
    return not known and len(set(texts)) * 2 > len(texts) and all(map(_are_names, texts))


def _are_titles(column: Sequence[Piece]) -> bool:
    """Say whether each text is another and most have several words."""
    texts = [piece.text for piece in column]
    return len(set(texts)) == len(texts) and _most(len(text.split()) > 1 for text in texts)


def _most(votes: Iterable[bool]) -> bool:
    counted = list(votes)
    return sum(counted) * 2 > len(counted)


def _is_capitalised(text: str) -> bool:
    return all(word[0].isupper() for word in text.split()) and not text.isupper()
