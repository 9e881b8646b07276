"""Dates that lead lines: what those of a page say of each other, for most of its lines are built alike."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, is_known_place, parse_dateline
from feedpub.listings.text.wording.dating import Dated, dated_as
from feedpub.listings.text.wording.parting import dated_inside
from feedpub.listings.text.wording.words import is_sentence

_FEW: Final = 3
_CLOSING: Final = frozenset(")]）］】〕")


def without_short_titles(lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]]) -> list[Dated | None]:
    """Leave out date lines whose labels are titles, as they are in more lines that begin with a date."""
    led = {at: one for at, ways in enumerate(parts) if ways and (one := _lead(ways)) is not None}
    short = {at for at in led if lines[at] is not None}
    titled = sum(at not in short and not is_sentence(one.behind) for at, one in led.items())
    return [None if at in short else line for at, line in enumerate(lines)] if titled > len(short) else list(lines)


Ways = tuple[list[Dated | None], list[tuple[Dated, ...]]]
"""The date lines of a page, and the dates within its lines."""


def without_short_tails(
    texts: Sequence[str], lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]], terms: Terms
) -> Ways:
    """Read titles of few words with their dates behind them as such, though they may be places."""
    return _without_few_words(texts, *_without_brackets(texts, lines, parts, terms), terms)


def _without_brackets(
    texts: Sequence[str], lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]], terms: Terms
) -> Ways:
    """Read “Title (3 May 2019)” as a title, though it may be a place, where more titles end so: those are longer."""
    ends = [at for at, text in enumerate(texts) if text[-1:] in _CLOSING]
    short = {at for at in ends if (line := lines[at]) is not None and line.place and not is_known_place(line.place)}
    titled = sum(_tail(parts[at]) is not None for at in ends)
    if not 0 < len(short) < titled:
        return list(lines), list(parts)
    tails = {at: dated_inside(texts[at], terms) for at in short}
    tails = {at: ways for at, ways in tails.items() if _tail(ways) is not None}
    others = [None if at in tails else line for at, line in enumerate(lines)]
    return others, [tails.get(at, ways) for at, ways in enumerate(parts)]


def _without_few_words(
    texts: Sequence[str], lines: Sequence[Dated | None], parts: Sequence[tuple[Dated, ...]], terms: Terms
) -> Ways:
    """Read “Poem 3 May 2019” as a title, though that may be a place, where far more lines are titles and dates."""
    found = {
        at: one for at, line in enumerate(lines) if line is not None and (one := _few_words(texts[at], line, terms))
    }
    titled = sum(line is None and _tail(ways) is not None for line, ways in zip(lines, parts, strict=True))
    if not 0 < len(found) * _FEW <= titled:
        return list(lines), list(parts)
    others = [None if at in found else line for at, line in enumerate(lines)]
    return others, [(found[at],) if at in found else ways for at, ways in enumerate(parts)]


def _few_words(text: str, line: Dated, terms: Terms) -> Dated | None:
    """Return the date that ends a line, behind what is no known place, with nothing but a space between."""
    if line.kind != "full" or not line.place or not text.startswith(line.place) or is_known_place(line.place):
        return None
    size = len(line.place)
    day = parse_dateline(text[size:], terms)
    if not text[size : size + 1].isspace() or not isinstance(day, Dateline) or day.place:
        return None
    return dated_as("tail", text[size:].strip(), day, before=line.place)


def _tail(ways: Sequence[Dated]) -> Dated | None:
    """Return the date that ends a line, behind a title."""
    return next(
        (one for one in ways if one.form == "tail" and one.kind == "full" and not is_sentence(one.before)), None
    )


def with_places_before(parts: Sequence[tuple[Dated, ...]]) -> list[tuple[Dated, ...]]:
    """Read datelines as dates before titles where most lines are led by plain dates: “Lima, 3 May: Title”."""
    led = len([ways for ways in parts if ways and _lead(ways) is not None])
    placed = {at: one for at, ways in enumerate(parts) if ways and (one := _dateline(ways)) is not None}
    if not 0 < len(placed) * _FEW <= led:
        return list(parts)
    titles = {at for at, one in placed.items() if not is_sentence(one.behind)}
    return [(*ways, replace(placed[at], form="lead")) if at in titles else ways for at, ways in enumerate(parts)]


def without_sentences(texts: Sequence[str], parts: Sequence[tuple[Dated, ...]]) -> list[tuple[Dated, ...]]:
    """Leave out dates that only begin sentences, as few do: “Il 24 maggio 2016 si è tenuta la riunione”."""
    led = {at: one for at, ways in enumerate(parts) if ways and (one := _lead(ways)) is not None}
    running = {at for at, one in led.items() if _runs_on(texts[at], one)}
    if not 0 < len(running) < len(led) - len(running):
        return list(parts)
    return [() if at in running else ways for at, ways in enumerate(parts)]


def _runs_on(text: str, lead: Dated) -> bool:
    """Say whether nothing parts a date from the small letter of a sentence behind it."""
    behind = text.removeprefix(lead.line).lstrip()
    return is_sentence(text) and behind == lead.behind and behind[:1].islower()


def _dateline(ways: Sequence[Dated]) -> Dated | None:
    found = next((one for one in ways if one.form == "dateline" and one.kind == "full"), None)
    return None if found is None or _lead(ways) is not None else found


def _lead(ways: Sequence[Dated]) -> Dated | None:
    return next((one for one in ways if one.form == "lead" and one.kind == "full"), None)
