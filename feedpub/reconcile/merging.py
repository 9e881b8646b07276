"""What an item prints: the join of what all its sources print of it."""

from collections.abc import Iterable
from typing import Final

import msgspec

from feedpub.model import Printed
from feedpub.reconcile.decision import Known, KnownItem, Sighting

_FIELDS: Final = {
    "title": "title", "summary": "summary", "day": "day", "end": "last day", "instant": "time", "dateline": "date line",
    "place": "place", "credit": "credit", "kickers": "kicker", "sections": "section", "link": "link",
    "image": "image", "author": "author", "content": "HTML", "excerpt": "excerpt", "enclosures": "enclosure",
}  # fmt: skip


def merge(known: Known, old: KnownItem, seen: Printed) -> tuple[Printed, str]:
    """Join what all sources print of an item, this one what is seen; also which source comes first."""
    here = Sighting(source=known.source, rank=known.rank, listed=True, printed=seen)
    if not old.item.digest:
        return msgspec.structs.replace(seen, stood=""), known.source  # a feed that was taken over has served its time
    return merge_sightings([here, *(s for s in old.sightings if s.source != known.source)])


def merge_sightings(sightings: Iterable[Sighting]) -> tuple[Printed, str]:
    """Join sightings: each field from the first source in config order that still lists it and fills it.

    A source that no longer lists the item comes after those that do; kickers and sections are united.
    The date goes with its date line, HTML and excerpt with the summary that they are of.
    """
    ranked = sorted(sightings, key=lambda s: (not s.listed, s.rank, s.source))
    all_printed = [sighting.printed for sighting in ranked]
    first = msgspec.structs.replace(all_printed[0], stood="")
    if len(all_printed) == 1:
        return first, ranked[0].source
    dated = next((p for p in all_printed if p.day is not None), first)
    told = next((p for p in all_printed if p.summary), first)
    merged = msgspec.structs.replace(
        first,
        title=_first_filled(p.title for p in all_printed),
        summary=told.summary,
        content=told.content,
        excerpt=told.excerpt,
        link=_first_filled(p.link for p in all_printed),
        place=_first_filled(p.place for p in all_printed),
        credit=_first_filled(p.credit for p in all_printed),
        image=_first_filled(p.image for p in all_printed),
        author=_first_filled(p.author for p in all_printed),
        enclosures=next((p.enclosures for p in all_printed if p.enclosures), ()),
        kickers=_union(p.kickers for p in all_printed),
        sections=_union(p.sections for p in all_printed),
        dateline=dated.dateline,
        day=dated.day,
        end=dated.end,
        instant=dated.instant,
    )
    return merged, ranked[0].source


def _first_filled(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in groups for value in group))


def differing(before: Printed, after: Printed) -> tuple[str, ...]:
    """Name the fields in which two printings differ."""
    return tuple(said for name, said in _FIELDS.items() if getattr(before, name) != getattr(after, name))
