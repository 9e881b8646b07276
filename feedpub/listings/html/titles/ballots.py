"""What may be titles, against each other: what is poor beside better ones, and what is good where nothing else is."""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.listings.html.groups.spans import FIRST_LINE, Key, Span
from feedpub.listings.html.page.dating import looks_like_a_date
from feedpub.listings.html.page.tree import Page

_MOST: Final = 0.5
_POOR: Final = 0.4
"""Less is the score of no title."""
_EACH: Final = 0.9
_FEWEST: Final = 4
_HEAD_WIDE: Final = (20, 110)
"""Widths of titles that texts of several sentences are not taken for."""


class Ballot(Struct, frozen=True, kw_only=True):
    """A key of spans with its score as a title, and the share of records that have it."""

    key: Key
    score: float
    share: float
    link: float
    heading: float
    counts: bool  # its texts differ in numbers alone, and are no links or headings
    prose: bool  # most of its texts are several sentences
    glued: bool  # most of its texts are those of two boxes, with nothing between them
    wide: float  # the usual width of its texts
    named: float  # its score where days may be part of titles, 0 where its texts say nothing else
    alike: float  # its score where days tell its texts apart
    papers: float  # its score where days tell few kinds of papers apart, 0 where they tell none
    says: bool  # its texts differ in all records, and most of them are no sentences
    day: bool  # its texts are days alone
    dated: bool  # most of its texts begin or end with a day
    kinds: bool  # its texts are of several kinds, and no record lacks one: “Council – Regular meeting”


def settle(ballots: list[Ballot], records: Sequence[Sequence[Span]]) -> list[Ballot]:
    """Return ballots with the scores that they have beside each other; `records` are the spans of those who voted."""
    ballots = _with_papers(_without_lines(ballots))
    if max((ballot.score for ballot in ballots), default=0.0) < _POOR:  # “Minutes of 4 May 2011”, and nothing else
        told_apart = _are_told_apart(records)
        ballots = _with_kinds(ballots) if told_apart else ballots
        ballots = [
            replace(ballot, score=max(ballot.score, ballot.named, ballot.alike if told_apart else 0.0))
            for ballot in ballots
        ]
    best = max((ballot.score for ballot in ballots), default=0.0)
    for is_poor, is_better in _POORER:
        if any(ballot.score > _MOST * best and is_better(ballot) for ballot in ballots):
            ballots = [replace(one, score=one.score * _POOR) if is_poor(one) else one for one in ballots]
    return ballots


def _without_lines(ballots: list[Ballot]) -> list[Ballot]:
    """Return ballots without that of whole first lines where elements tell as much: all records are marked up alike."""
    others = [ballot for ballot in ballots if ballot.key != FIRST_LINE]
    line = max((ballot.score for ballot in ballots if ballot.key == FIRST_LINE), default=0.0)
    return others if any(one.share > _EACH and one.score > _MOST * line for one in others) else ballots


def _with_papers(ballots: list[Ballot]) -> list[Ballot]:
    """Return ballots of which links to papers of few kinds have their score, if nothing beside them says what is new.

    “<a>Press release of 3 May</a> The ferry is back”: the words beside the link are the title.
    """
    better = any(one.says and not one.dated and _may_head(one) for one in ballots)
    return [
        one if better and one.heading <= _EACH else replace(one, score=max(one.score, one.papers)) for one in ballots
    ]


def are_titled(page: Page, ballots: Sequence[Ballot], spans: Sequence[Span]) -> bool:
    """Say whether the head of a table says that the best texts are titles, and no longer ones differ in all rows.

    Beside a “title” that is an office stands who holds it.
    """
    named = any(page.column.get(one.node) in {"title", "home"} for one in spans if one.key == ballots[0].key)
    return named and not any(one.says and not one.dated and one.wide > ballots[0].wide for one in ballots)


def _with_kinds(ballots: list[Ballot]) -> list[Ballot]:
    """Return ballots of which those of days alone stand back behind what says of which kind each record is.

    “<a>3 May 2011</a> Council – Regular meeting”: the day is where the link is, and the words beside it are the title.
    """
    day = max((ballot for ballot in ballots if ballot.day), key=lambda one: one.named, default=None)
    kind = max((ballot for ballot in ballots if ballot.kinds), key=lambda one: one.alike, default=None)
    if day is None or kind is None or not day.named or not kind.alike:
        return ballots
    days = [replace(one, named=0.0) if one.day else one for one in ballots if one is not kind]
    return [*days, replace(kind, named=day.named)]


def _may_head(ballot: Ballot) -> bool:
    """Say whether the texts of a key may be titles beside longer ones: of a line’s length, in nearly all records."""
    return not (ballot.prose or ballot.counts) and ballot.share > _EACH and _HEAD_WIDE[0] <= ballot.wide < _HEAD_WIDE[1]


_POORER: Final[tuple[tuple[Callable[[Ballot], bool], Callable[[Ballot], bool]], ...]] = (
    (lambda one: one.counts, lambda one: not one.counts),  # how often each was read
    (lambda one: one.prose, _may_head),
    (lambda one: one.glued, lambda one: not (one.glued or one.counts or one.prose)),
)
"""What is a poor title where something else of about its score, or of half of it, is a better one."""


def _are_told_apart(records: Sequence[Sequence[Span]]) -> bool:
    """Say whether each record has a day of its own: rows that are all called “Meeting minutes” are of those."""
    days = [next((span.text for span in spans if looks_like_a_date(span.text)), "") for spans in records]
    return len(days) >= _FEWEST and all(days) and len({*days}) == len(days)
