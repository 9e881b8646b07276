"""A few cards above a longer list that has what is new, too: they are chosen from it, and the list is the listing."""

from itertools import islice
from typing import Final

from feedpub.listings.html.choice.judge import Candidate, Judged
from feedpub.listings.html.groups.folders import folder_of
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.tree import Page
from feedpub.listings.html.reading.fields import Extraction, extract
from feedpub.listings.html.rivals.accepting import may_be_a_listing
from feedpub.listings.html.rivals.confidence import days_of
from feedpub.listings.html.rivals.neighbours import has_numbers, leads_to
from feedpub.listings.html.titles.called import is_headed_apart

_MOST: Final = 6
"""So many entries may be chosen from others."""
_LONGER: Final = 1.5
"""So many times as many entries has what they were chosen from."""
_MARGIN: Final = 0.1
_LOOKED_AT: Final = 3


def behind_cards(
    page: Page, judged: Judged, best: Candidate, found: Extraction, address: str
) -> tuple[Candidate, Extraction]:
    """Return the best candidate, or the longer list below it, where the best is a few cards that are no newer."""
    days = days_of(found)
    if len(found.entries) > _MOST or found.linked < 1 or not days:
        return best, found
    folders, last = {folder_of(entry.link) for entry in found.entries}, found.rows[-1].record.p1

    def may_hold_them(group: Group) -> bool:
        first = page.first[group.roots[0]]
        return (
            first >= last
            and len(group.roots) >= _LONGER * len(found.entries)
            and not is_headed_apart(page, last, first)
            and leads_to(page, group, folders, address)
            and has_numbers(page, group)
        )

    for other in islice(judged.those(may_hold_them), _LOOKED_AT):
        if other.reasons["aside"] < best.reasons["aside"] - _MARGIN:
            continue
        longer = extract(page, other, address, found.terms)
        newer = days_of(longer)
        if newer and newer == sorted(newer, reverse=True) and newer[0] >= max(days) and may_be_a_listing(other, longer):
            return (other, longer) if len(newer) >= _LONGER * len(days) else (best, found)
    return best, found
