"""Headings that only number the issues of a paper: what stands below each are its articles."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedpub.listings.html.choice.weighing import Candidate, Weighing
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.page.tree import Page, width

_ISSUE: Final = re.compile(
    r"\W*(?:(?:issue|number|no\.?|nr\.?|n[°º]|vol(?:ume|\.)?|heft|ausgabe|numéro|número|numero|nummer|выпуск|№)\s*\d+"
    r"|第\s*\d+\s*[期号號])\b.{0,40}",
    re.IGNORECASE,
)
"""The number of an issue, with its day or month at most."""
_ARTICLE: Final = 16
"""How wide the link to an article is at least, on average."""
_FAR: Final = 4.0
_NEARLY: Final = 0.9
_SEVERAL: Final = 2


def below_issues(weighing: Weighing, best: Candidate, groups: Sequence[Group]) -> Candidate:
    """Return the articles below the best records where these are issues that hold several each, else the best."""
    page = weighing.page
    if not best.titles or not _are_issues(weighing, best):
        return best
    found = [weighing.weigh(group) for group in groups if _are_articles(page, best, group.roots)]
    near = [one for one in found if one.titles and best.score - one.score <= _FAR and one.titles[0].link >= _NEARLY]
    return max(near, key=lambda one: one.score, default=best)


def _are_issues(weighing: Weighing, best: Candidate) -> bool:
    """Say whether the titles of nearly all records number them."""
    key = best.titles[0].key
    titles = [next((s.text for s in weighing.spans_of(one) if s.key == key), "") for one in best.sample]
    return sum(_ISSUE.fullmatch(title) is not None for title in titles) >= _NEARLY * len(titles)


def _are_articles(page: Page, best: Candidate, roots: Sequence[int]) -> bool:
    """Say whether elements lie in all issues, several in most, and say more than the names of papers."""
    starts = [record.e0 for record in best.records]
    places = [bisect_right(starts, root) - 1 for root in roots]
    if len(roots) < _SEVERAL * len(starts) or min(places) < 0:
        return False
    inside = all(best.records[at].root < root < best.records[at].e1 for at, root in zip(places, roots, strict=True))
    held = Counter(places)
    several = sum(number >= _SEVERAL for number in held.values())
    texts = [page.text_of(root) for root in roots]
    told = sum(map(width, texts)) >= _ARTICLE * len(roots) and len({*texts}) >= _NEARLY * len(texts)
    return inside and told and len(held) == len(starts) and 2 * several > len(starts)
