"""Posts without headlines instead of parts of them: links and bold words of hand-written news look like a list."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline, prove_languages, prove_order
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.days.centuries import with_century
from feedpub.listings.html.days.when import When
from feedpub.listings.html.groups.posts import Post, find_posts
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.repeats import Group
from feedpub.listings.html.groups.spans import WHOLE, Row, Span, spans_of
from feedpub.listings.html.page.dating import without_edge_date
from feedpub.listings.html.page.language import meant_of
from feedpub.listings.html.page.names import COMMENTS
from feedpub.listings.html.page.prose import goes_on, is_sentence, make_a_sentence
from feedpub.listings.html.page.sentences import tells
from feedpub.listings.html.page.tree import FLAT, Page, width
from feedpub.listings.html.reading.fields import Extraction, read_rows
from feedpub.listings.html.rivals.accepting import may_be_a_listing
from feedpub.listings.html.titles.ballots import Ballot
from feedpub.listings.html.titles.links import find_links

_NEARLY: Final = 0.9
_AMID: Final = 0.3
"""The share of titles that are words of sentences from which on all of them may be."""
_OFF: Final = 7
"""Days that a post may stand off its place."""
_ARTICLE: Final = 110
"""Letters of an article above what readers say of it, at least."""
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
    if best.named or _are_headlines(page, found):
        return best, found
    posts = find_posts(page)
    if not posts or _stands(page, posts, found):
        return best, found
    start, stop = posts[0].p0, posts[-1].p1
    inside = all(start <= row.record.p0 and row.record.p1 <= stop for row in found.rows)
    few = page.size(start, stop) < _MOST * page.letters[-1]
    if not inside and (found.dated >= _MOST or few):
        return best, found
    whole = _extraction(page, posts, address, terms)
    return (_weighed(page, posts, best.score), whole) if _are_in_order(posts, whole.terms) else (best, found)


def posts_alone(page: Page, address: str, terms: Terms) -> Found | None:
    """Return the posts without headlines of a page that may hold no other listing; None if it has none."""
    posts = find_posts(page)
    if not posts or page.size(posts[0].p0, posts[-1].p1) < _MOST * page.letters[-1] or _are_remarks(page, posts):
        return None
    found = _weighed(page, posts, _SCORE), _extraction(page, posts, address, terms)
    return found if _are_in_order(posts, found[1].terms) and may_be_a_listing(*found) else None


def posts_at(page: Page, found: Extraction, address: str, terms: Terms) -> Extraction | None:
    """Return the posts without headlines that some entries are, None if they are none."""
    posts = find_posts(page)
    alike = [post.p0 for post in posts] == [row.record.p0 for row in found.rows]
    alike = alike and not _are_headlines(page, found) and not _stands(page, posts, found)
    return _extraction(page, posts, address, terms) if alike else None


def are_parts(posts: Found, other: Extraction) -> bool:
    """Say whether the entries of a listing are parts of the first one where that is of posts without headlines."""
    records = posts[0].records
    if posts[0].titles[0].key != WHOLE:
        return False
    return all(records[0].p0 <= row.record.p0 and row.record.p1 <= records[-1].p1 for row in other.rows)


def _are_told_by_links(posts: Sequence[Post], found: Extraction) -> bool:
    """Say whether each of some posts has a title that is a link of several words: the text around it is its own."""
    titles = [row.title for row in found.rows if row.title is not None and row.title.inner]
    told = sum(width(one.text) > _LITTLE for one in titles)
    return found.dated >= _NEARLY and len(found.rows) == len(posts) and told >= _NEARLY * len(posts)


def _are_headlines(page: Page, found: Extraction) -> bool:
    """Say whether nearly all titles are headings, or links that begin their line; both, if there are no days."""
    titles = [row.title for row in found.rows if row.title is not None]
    if found.dated:
        out = sum(page.fresh[one.p0] and (page.head[one.node] or one.link >= 0) for one in titles)
    else:
        out = sum(page.head[one.node] and one.link >= 0 for one in titles)
    return out >= _NEARLY * len(found.rows)


def _stands(page: Page, posts: Sequence[Post], found: Extraction) -> bool:
    """Say whether entries with days are no parts of posts: they are several of a day, or their titles stand apart."""
    if found.dated < _MOST or len(found.rows) < _NEARLY * len(posts):
        return False
    if (len(found.rows) > len(posts) and _are_items(page, found)) or _are_told_by_links(posts, found):
        return True
    titles = [row.title for row in found.rows if row.title is not None]
    if len(titles) < _NEARLY * len(found.rows) or _are_paragraphs(page, found.rows):
        return False
    _, number = Counter(title.key for title in titles).most_common(1)[0]
    alike = number >= _NEARLY * len(titles)
    if not alike and sum(tells(title.text) for title in titles) >= _MOST * len(titles):
        return False
    amid = sum(_is_in_a_sentence(page, row.record, row.title, alike=alike) for row in found.rows if row.title)
    return amid < _AMID * len(titles)


def _are_items(page: Page, found: Extraction) -> bool:
    """Say whether entries are more elements than posts: paragraphs below a day are its text, if not each leads on."""
    records = [row.record for row in found.rows]
    links = {row.link for row in found.rows if row.link}
    tags = {page.tag[record.root] for record in records}
    if tags & FLAT or (tags == {"p"} and len(links) < len(records)):
        return False
    return all(page.fresh[one.p0] and (one.p1 == len(page.pieces) or page.fresh[one.p1]) for one in records)


def _are_paragraphs(page: Page, rows: Sequence[Row]) -> bool:
    """Say whether the title of each is a paragraph, and those below it are of its kind, and not all lead on."""
    kinds: set[str] = set()
    plain = 0
    for row in rows:
        if row.title is None:
            continue
        if page.tag[row.title.node] != "p" or page.first[row.title.node] != row.title.p0:
            return False
        below = [node for node in range(row.title.node, row.record.e1) if page.tag[node] == "p"]
        kinds |= {page.nodes[node].get("class") or "" for node in below}
        plain += sum(page.links[node] == page.links[page.end[node]] for node in below)
    return len(kinds) == 1 and plain > 0


def _is_in_a_sentence(page: Page, record: Record, title: Span, *, alike: bool) -> bool:
    """Say whether a title is words of a sentence, or stands behind one; titles of several kinds must fill lines."""
    start, stop = title.p0, title.p1
    while start > record.p0 and not page.fresh[start]:
        start -= 1
    while stop < record.p1 and not page.fresh[stop]:
        stop += 1
    before, after = page.text(start, title.p0), page.text(title.p1, stop)
    if not page.fresh[start] or make_a_sentence(before, after) or goes_on(after):
        return True
    if is_sentence(after) and any(map(str.isalpha, after)) and page.link[page.owner[stop - 1]] < 0:
        return not is_sentence(title.text)
    words = without_edge_date(before) or ""
    return width(words) > width(title.text) or (not alike and (title.p0, title.p1) != (start, stop))


def _are_remarks(page: Page, posts: Sequence[Post]) -> bool:
    """Say whether posts are what readers say of an article: in one, below its heading and text."""
    frame = page.parent[posts[0].root]
    while frame >= 0 and page.tag[frame] != "article":
        if COMMENTS.search(page.hints[frame]):
            return True
        frame = page.parent[frame]
    if any(COMMENTS.search(page.hints[post.root]) for post in posts):
        return True
    return frame >= 0 and page.last[frame] >= posts[-1].p1 and page.size(page.first[frame], posts[0].p0) >= _ARTICLE


def _are_in_order(posts: Sequence[Post], terms: Terms) -> bool:
    """Say whether days rise or fall, bar a few days off their places: others stand in the text of a post."""
    read = [parse_dateline(post.day, terms) for post in posts]
    steps = [(b - a).days for a, b in pairwise(one.day for one in read if isinstance(one, Dateline))]
    return max(steps, default=0) <= _OFF or min(steps, default=0) >= -_OFF


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
        papers=0.0,
        says=False,
        day=False,
        dated=False,
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
