"""The rows of a candidate → its entries: every field is found by all records together, then read from each."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Terms
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.days.when import When
from feedpub.listings.html.details.again import Told, is_another, told_by
from feedpub.listings.html.details.labels import find_authors, find_topics
from feedpub.listings.html.details.sections import sections_of
from feedpub.listings.html.details.structured import fill, stories_of, tell_page
from feedpub.listings.html.details.summaries import find_summaries
from feedpub.listings.html.groups.ends import stand_on
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.spans import Row
from feedpub.listings.html.page.sites import sites_of, without_site
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.reading.rows import Chosen, choose_rows
from feedpub.listings.html.titles.links import absolute
from feedpub.listings.html.titles.signs import fills_its_link
from feedpub.listings.html.titles.single import words_of
from feedpub.listings.html.titles.trimming import trim
from feedpub.model import ListingEntry
from feedpub.text import fold, shorten

_LONG_TITLE: Final = 300
_LONGEST_TITLE: Final = 600
_TOLD: Final = 80
"""Letters of a text that no two entries of one title and day have word for word."""
"""Letters of a title at most, and of one that is a link by itself among shorter ones: texts are longer."""
_NO_PICTURE: Final = re.compile(r"^data:|icon|spacer|pixel|avatar|gravatar|blank\.|emoji|smil")


class Outline(Struct, frozen=True, kw_only=True):
    """What is known of entries before all that they say is read."""

    titles: tuple[str, ...]
    links: tuple[str, ...]
    dated: float  # the share of entries with a printed date
    cited: float  # the share of entries that begin with those who wrote, as papers do

    @property
    def linked(self) -> float:
        """The share of entries with a link."""
        return sum(map(bool, self.links)) / max(len(self.links), 1)


class Extraction(Struct, frozen=True, kw_only=True):
    """The entries of a candidate, the record of each, and how the page means its dates."""

    entries: tuple[ListingEntry, ...]
    rows: tuple[Row, ...]
    terms: Terms

    @property
    def linked(self) -> float:
        """The share of entries with a link."""
        return self.outline.linked

    @property
    def dated(self) -> float:
        """The share of entries with a printed date."""
        return self.outline.dated

    @property
    def outline(self) -> Outline:
        """The titles and links of entries, and how many have a date."""
        return Outline(
            titles=tuple(entry.title for entry in self.entries),
            links=tuple(entry.link for entry in self.entries),
            dated=sum(bool(entry.dateline or entry.moment) for entry in self.entries) / max(len(self.entries), 1),
            cited=_cited(self.rows),
        )


def extract(page: Page, candidate: Candidate, address: str, terms: Terms) -> Extraction:
    """Read the entries of a candidate; `address` is what links are relative to."""
    return read(page, choose_rows(page, candidate, address, terms), address)


def read(page: Page, chosen: Chosen, address: str) -> Extraction:
    """Read the entries of the rows of a candidate."""
    return read_rows(page, chosen.rows, chosen.dates, address, chosen.terms)


def outline(page: Page, chosen: Chosen) -> Outline | None:
    """Return what is known of entries before they are read; None where what they say, or machines are told, counts.

    That shows which of several with one link and title are one, and completes dates.
    """
    links = tuple(row.link for row in chosen.rows)
    words = _titles(page, chosen.rows)
    led = [(link, fold(title)) for link, title in zip(links, words, strict=True) if link]
    if len({*led}) < len(led) or tell_page(page.nodes[0]):
        return None
    dated = sum(bool(date.dateline or date.moment) for date in chosen.dates) / max(len(words), 1)
    titles = zip(words, _limits(page, chosen.rows), strict=True)
    short = tuple(_shortened(title, most) for title, most in titles)
    return Outline(titles=short, links=links, dated=dated, cited=_cited(chosen.rows))


def _cited(rows: Sequence[Row]) -> float:
    return sum(bool(row.author) for row in rows) / max(len(rows), 1)


def _titles(page: Page, rows: Sequence[Row]) -> list[str]:
    """Return the titles of rows, however long they are, without what stands at their edges."""
    sites = sites_of(page)
    return [trim(without_site(trim(words_of(page, row.title)), sites)) if row.title else "" for row in rows]


def _limits(page: Page, rows: Sequence[Row]) -> list[int]:
    """Return how many letters the title of each row has at most."""
    few_are_long = 2 * sum(len(row.title.text) > _LONG_TITLE for row in rows if row.title) < len(rows)
    titles = [row.title for row in rows]
    whole = [few_are_long and one is not None and fills_its_link(page, one) for one in titles]
    return [_LONGEST_TITLE if one else _LONG_TITLE for one in whole]


def _shortened(title: str, most: int) -> str:
    return shorten(title, 120) if len(title) > most else title


def read_rows(page: Page, rows: Sequence[Row], dates: Sequence[When], address: str, terms: Terms) -> Extraction:
    """Read the entries of records whose titles, links and dates are known."""
    topics, authors = find_topics(page, rows, dates), find_authors(page, rows)
    taken = [(date.dateline, author, *named[:1]) for named, author, date in zip(topics, authors, dates, strict=True)]
    summaries = find_summaries(page, rows, taken)
    records = [row.record for row in rows]
    titles, limits = _titles(page, rows), _limits(page, rows)
    sections, stood = sections_of(page, records), stand_on(page, records)
    entries: list[ListingEntry] = []
    kept: list[Row] = []
    seen: dict[tuple[str, str], Told] = {}
    said: set[tuple[When, str]] = set()
    for row, title, most, date, named, author, told_of, section, lines in zip(
        rows, titles, limits, dates, topics, authors, summaries, sections, stood, strict=True
    ):
        # Carousels and pinned entries repeat what stands elsewhere on the page; neighbours may share a name.
        told = told_by(page, row, told_of)
        if row.link and not is_another(seen.get((row.link, fold(title))), told):
            continue
        seen[row.link, fold(title)] = told
        if not row.link and width(told_of) >= _TOLD:  # of several topics, in the list of each
            whole = page.text(row.record.p0, row.record.p1)
            if (date, whole) in said:
                continue
            said.add((date, whole))
        short = _shortened(title, most)
        summary = told_of if short == title else "\n\n".join(filter(None, (title, told_of)))
        line = page.nodes[row.record.root].sourceline
        entries.append(
            ListingEntry(
                line=line if isinstance(line, int) else 0,
                title=short,
                kicker=next(iter(named), ""),
                kickers=named[1:],
                dateline=date.dateline,
                moment=date.moment,
                heading=date.heading,
                summary=summary,
                section=section,
                link=row.link,
                image=_image(page, row.record, address),
                author=author,
                stood=lines,
            )
        )
        kept.append(row)
    stories = stories_of(page.nodes[0], address)
    if stories.by_title or stories.by_link:
        entries = [fill(entry, stories.find(entry.link, entry.title), address, terms) for entry in entries]
    images = Counter(entry.image for entry in entries)
    entries = [replace(e, image="") if e.image and images[e.image] > 1 else e for e in entries]
    return Extraction(entries=tuple(entries), rows=tuple(kept), terms=terms)


def _image(page: Page, record: Record, address: str) -> str:
    """Return the address of the first picture of a record that is no ornament."""
    for node in range(record.e0, record.e1):
        if page.tag[node] != "img":
            continue
        image = page.nodes[node]
        sources = (image.get(key) for key in ("data-src", "data-lazy-src", "data-original", "src"))
        source = next((one.strip() for one in sources if one and one.strip()), "")
        sides = (image.get(key) or "" for key in ("width", "height"))
        small = any(side.isdigit() and int(side) < 48 for side in sides if len(side) < 6)
        if source and not small and not _NO_PICTURE.search(source):
            return absolute(source, address)
    return ""
