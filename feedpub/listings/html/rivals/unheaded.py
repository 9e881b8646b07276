"""Posts without headlines instead of parts of them: links and bold words of hand-written news look like a list."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Terms, prove_languages, prove_order
from feedpub.listings.html.choice.dayheads import is_a_day
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.days.centuries import with_century
from feedpub.listings.html.days.when import When
from feedpub.listings.html.groups.posts import Post, find_posts
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.groups.spans import WHOLE, Row, Span, spans_of
from feedpub.listings.html.page.language import meant_of
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.reading.fields import Extraction, read_rows
from feedpub.listings.html.rivals.accepting import may_be_a_listing
from feedpub.listings.html.titles.ballots import Ballot
from feedpub.listings.html.titles.links import find_links

_NEARLY: Final = 0.9
_MOST: Final = 0.5
"""The share of a page that posts hold which are its listing where another list has no days."""
_LITTLE: Final = 20
"""Letters of a link that says too little to be a title: “our paper”, “the full story”."""
_SCORE: Final = 7.0
"""What posts count where a page holds nothing else that may be a listing."""

Found = tuple[Candidate, Extraction]


def instead_of_parts(page: Page, best: Candidate, found: Extraction, address: str, terms: Terms) -> Found:
    """Return the best candidate of a page, or the posts without headlines that it is made of parts of.

    Those hold all of it; or they are most of the page, and it has no days. `terms` is what was declared.
    """
    if best.named or (found.dated and _are_headlines(page, found.rows)):
        return best, found
    posts = find_posts(page)
    if not posts or _are_told_by_links(posts, found):
        return best, found
    start, stop = posts[0].p0, posts[-1].p1
    inside = all(start <= row.record.p0 and row.record.p1 <= stop for row in found.rows)
    few = page.size(start, stop) < _MOST * page.letters[-1]
    if _are_several_of_a_day(page, posts, found) if inside else found.dated >= _MOST or few:
        return best, found
    return _weighed(page, posts, best.score), _extraction(page, posts, address, terms)


def posts_alone(page: Page, address: str, terms: Terms) -> Found | None:
    """Return the posts without headlines of a page that may hold no other listing; None if it has none."""
    posts = find_posts(page)
    if not posts or page.size(posts[0].p0, posts[-1].p1) < _MOST * page.letters[-1]:
        return None
    found = _weighed(page, posts, _SCORE), _extraction(page, posts, address, terms)
    return found if may_be_a_listing(*found) else None


def posts_at(page: Page, records: Sequence[Record], address: str, terms: Terms) -> Extraction | None:
    """Return the posts without headlines that some records are, None if they are none."""
    posts = find_posts(page)
    alike = [post.p0 for post in posts] == [record.p0 for record in records]
    return _extraction(page, posts, address, terms) if alike else None


def are_parts(posts: Found, other: Extraction) -> bool:
    """Say whether the entries of a listing are parts of the first one where that is of posts without headlines."""
    records = posts[0].records
    if posts[0].titles[0].key != WHOLE:
        return False
    return all(records[0].p0 <= row.record.p0 and row.record.p1 <= records[-1].p1 for row in other.rows)


def _are_headlines(page: Page, rows: Sequence[Row]) -> bool:
    """Say whether nearly all titles are headings, or links that begin their line."""
    titles = [row.title for row in rows if row.title is not None]
    out = sum(page.fresh[one.p0] and (page.head[one.node] or one.link >= 0) for one in titles)
    return out >= _NEARLY * len(rows)


def _are_told_by_links(posts: Sequence[Post], found: Extraction) -> bool:
    """Say whether each of some posts has a title that is a link of several words: the text around it is its own."""
    titles = [row.title for row in found.rows if row.title is not None and row.title.inner]
    told = sum(width(one.text) > _LITTLE for one in titles)
    return found.dated >= _NEARLY and len(found.rows) == len(posts) and told >= _NEARLY * len(posts)


def _are_several_of_a_day(page: Page, posts: Sequence[Post], found: Extraction) -> bool:
    """Say whether entries are more than the days that begin posts, the title of each is a line, and they are no text.

    Paragraphs below a day that stands alone are the text of one post.
    """
    titles = [row.title for row in found.rows if row.title is not None]
    if len(titles) <= len(posts) or found.dated < _MOST:
        return False
    ends = [one.p1 == len(page.pieces) or page.fresh[one.p1] for one in titles]
    whole = all(page.fresh[one.p0] and end for one, end in zip(titles, ends, strict=True))
    paragraphs = all(page.tag[row.record.root] == "p" for row in found.rows)
    return whole and not (paragraphs and all(is_a_day(page, post.root) for post in posts))


def _extraction(page: Page, posts: Sequence[Post], address: str, terms: Terms) -> Extraction:
    """Read posts: the title of each is its text, or how that begins."""
    records = [_record(post) for post in posts]
    rows = [
        Row(record=record, spans=spans_of(page, record), title=_title(post))
        for record, post in zip(records, posts, strict=True)
    ]
    for row, link in zip(rows, find_links(page, rows, address), strict=True):
        row.link = link
    days = [post.day for post in posts]
    meant = with_century(page, rows, days, terms)
    meant = replace(
        meant, order=prove_order(days, meant), languages=meant_of(prove_languages(days, meant), page) or meant.languages
    )
    found = read_rows(page, rows, [When(dateline=day) for day in days], address, meant)
    lines = {row.record.p0: post.lines for row, post in zip(rows, posts, strict=True)}
    entries = tuple(
        replace(entry, summary="\n\n".join(lines[row.record.p0])) if entry.summary else entry
        for entry, row in zip(found.entries, found.rows, strict=True)
    )
    return replace(found, entries=entries)


def _record(post: Post) -> Record:
    return Record(post.root, post.e0, post.e1, post.p0, post.p1)


def _title(post: Post) -> Span:
    return Span(WHOLE, post.text, post.root, post.p0, post.p1, link=-1, inner=False)


def _weighed(page: Page, posts: Sequence[Post], score: float) -> Candidate:
    """Return posts as a candidate."""
    roots = tuple(post.root for post in posts)
    whole = Ballot(
        key=WHOLE,
        score=1.0,
        share=1.0,
        link=0.0,
        heading=0.0,
        counts=False,
        prose=True,
        glued=False,
        wide=0.0,
        named=0.0,
        alike=0.0,
        day=False,
        kinds=False,
    )
    share = page.size(posts[0].p0, posts[-1].p1) / max(page.letters[-1], 1)
    reasons = {"share": 1.6 * share**0.5, "text": 1.0, "dated": 1.0, "aside": 0.0}
    return Candidate(
        group=Group(roots=roots, container=page.parent[roots[0]]),
        records=[_record(post) for post in posts],
        titles=[whole],
        score=score,
        reasons=reasons,
        dated=1.0,
    )
