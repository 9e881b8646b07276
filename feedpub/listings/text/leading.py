"""Dates that lead lines: what those of a page say of each other, for most of its lines are built alike."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.listings.text.dating import Dated
from feedpub.listings.text.words import is_sentence

_FEW: Final = 3


def without_short_titles(lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]]) -> list[Dated | None]:
    """Leave out date lines whose labels are titles, as they are in more lines that begin with a date."""
    led = {at: one for at, ways in enumerate(parts) if (one := _lead(ways)) is not None}
    short = {at for at in led if lines[at] is not None}
    titled = sum(at not in short and not is_sentence(one.behind) for at, one in led.items())
    return [None if at in short else line for at, line in enumerate(lines)] if titled > len(short) else list(lines)


def with_places_before(parts: Sequence[tuple[Dated, ...]]) -> list[tuple[Dated, ...]]:
    """Read datelines as dates before titles where most lines are led by plain dates: “Lima, 3 May: Title”."""
    led = sum(_lead(ways) is not None for ways in parts)
    placed = {at: one for at, ways in enumerate(parts) if (one := _dateline(ways)) is not None}
    if not 0 < len(placed) * _FEW <= led:
        return list(parts)
    titles = {at for at, one in placed.items() if not is_sentence(one.behind)}
    return [(*ways, replace(placed[at], form="lead")) if at in titles else ways for at, ways in enumerate(parts)]


def without_sentences(texts: Sequence[str], parts: Sequence[tuple[Dated, ...]]) -> list[tuple[Dated, ...]]:
    """Leave out dates that only begin sentences, as few do: “Il 24 maggio 2016 si è tenuta la riunione”."""
    led = {at: one for at, ways in enumerate(parts) if (one := _lead(ways)) is not None}
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
