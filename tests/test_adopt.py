"""Feeds taken over from other programs, and from our own output: nothing is announced again."""

import fcntl
import html
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from conftest import NOW, Site
from feedrules import atom_faults, json_faults, rss_faults
from lxml import etree

from feedpub.feeds import ForeignEntry, parse_feed

CASES = Path(__file__).parent / "cases" / "feeds"
BERLIN = ZoneInfo("Europe/Berlin")
ADOPTED = datetime.fromisoformat(NOW)
LATER, LAST = "2026-11-22T07:00:00Z", "2026-11-23T06:00:00Z"
CRAWLED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
BASE = "https://feeds.riverside.example/"
CONFIG = f"""
[site]
id = "5f2c1f1e-7a0c-4b0e-9c59-6a3f0d0c7b21"
title = "Riverside"
base_url = "{BASE}"
author = "Riverside desk"
timezone = "Europe/Berlin"

[[source]]
name = "Town"
path = "town.txt"
page = "https://riverside.example/news"
"""
BRIDGE = "https://bridge.example/?action=display&bridge=Riverside&format=Atom"

Dates = dict[str, tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as the old feed and as the listing tell it; `title` is how the listing prints it."""

    title: str
    day: date
    text: str = ""
    feed: str = ""

    @property
    def path(self) -> str:
        """Where the story stands on its site."""
        return "/news/" + "-".join(re.findall(r"\w+", (self.feed or self.title).lower()))


STORIES = (
    Story(title="Bakers & millers meet", day=date(2019, 11, 25), text="They agree on 5 & 6."),
    Story(title="LOCK CLOSED for repairs", feed="Lock closed for repairs", day=date(2019, 11, 25)),
    Story(title="New fery for the lower quay", feed="New ferry for the lower quay", day=date(2019, 11, 22)),
    Story(title='The "Choir" wins a cup - again', feed="The “Choir” wins a cup – again", day=date(2019, 4, 1)),
    Story(title="Snow day", day=date(2019, 3, 31), text="No school."),
)
"""Newest first; the titles differ in case, by a letter and in quotes, and the clocks change between the last two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """A feed of another program, and what its readers keep: id → published and updated."""

    data: bytes
    dates: Dates


def riverside(root: Path, listing: str, config: str = CONFIG) -> Site:
    """Make a site of one source."""
    root.mkdir()
    (root / "town.txt").write_text(listing, encoding="utf-8")
    (root / "feedpub.toml").write_text(config, encoding="utf-8")
    return Site(root=root)


def listing_of(stories: Sequence[Story]) -> str:
    """Print stories as a page does."""
    return "".join(
        f"  {n}. {story.title}\n\n    {story.day:%d %B %Y}\n\n" + (f"    {story.text}\n\n" if story.text else "")
        for n, story in enumerate(stories, 1)
    )


def items_of(site: Site, file: str = "all.json") -> list[dict[str, str]]:
    """Return the items of a JSON feed of a site."""
    items: list[dict[str, str]] = json.loads((site.output / file).read_bytes())["items"]
    return items


def own_fields(site: Site) -> dict[str, dict[str, object]]:
    """Return title → what no standard field holds."""
    items: list[dict[str, dict[str, object]]] = json.loads((site.output / "all.json").read_bytes())["items"]
    return {str(item["title"]): item["_feedpub"] for item in items}


def dates_of(site: Site, file: str = "all.json") -> Dates:
    """Return what readers keep of a JSON feed of a site."""
    return {
        item["id"]: (datetime.fromisoformat(item["date_published"]), datetime.fromisoformat(item["date_modified"]))
        for item in items_of(site, file)
    }


def rss_dates(site: Site) -> dict[str, datetime]:
    """Return guid → date of all items of the combined RSS feed."""
    root = etree.fromstring((site.output / "all.rss.xml").read_bytes())
    return {i.findtext("guid") or "": parsedate_to_datetime(i.findtext("pubDate") or "") for i in root.iter("item")}


def faults(site: Site, now: str = NOW) -> list[str]:
    """Return what breaks the rules of the formats, in all feeds of a site.

    In RSS and JSON Feed an id may be any text; that ours are addresses is a rule of our own, which no id can obey
    that readers know otherwise.
    """
    base = json.loads((site.output / "all.json").read_bytes())["feed_url"].removesuffix("all.json")
    judges = {".atom.xml": atom_faults, ".rss.xml": rss_faults, ".json": json_faults}
    return [
        f"{path.name}: {fault}"
        for suffix, judge in judges.items()
        for path in [*sorted((site.output / "topics").glob(f"*{suffix}")), site.output / f"all{suffix}"]
        for fault in judge(
            path.read_bytes(), base + path.relative_to(site.output).as_posix(), now=datetime.fromisoformat(now)
        )
        if suffix == ".atom.xml" or not re.search(r': (guid|id) "[^"]{1,245}" is no canonical IRI', fault)
    ]


def tree(site: Site) -> dict[str, bytes]:
    """Return the bytes of every published file."""
    return {path: data for path, (data, _, _) in site.snapshot().items()}


def ledger_rows(site: Site) -> list[str]:
    """Return all that a ledger holds."""
    if not site.ledger.exists():
        return []
    with closing(sqlite3.connect(site.ledger)) as db:
        return list(db.iterdump())


def keys(site: Site) -> list[str]:
    """Return all keys in a ledger."""
    with closing(sqlite3.connect(site.ledger)) as db:
        return [key for (key,) in db.execute("SELECT key FROM alias ORDER BY key")]


def adopt(site: Site, *args: str, now: str = NOW, stdin: bytes = b"") -> str:
    """Adopt, expect that it works, and return what it says."""
    done = site.run("adopt", *args, now=now, stdin=stdin)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


def build(site: Site, now: str = LATER) -> str:
    """Build, expect that nothing is held and nothing fails, and return what it says."""
    done = site.build(now=now)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


# ── feeds of other programs, after their documented shape ─────────────────────────────────────────────


def midnight(story: Story) -> datetime:
    """Return the instant at which the day of a story began where its page is."""
    return datetime.combine(story.day, time(), BERLIN).astimezone(UTC)


def utc_midnight(story: Story) -> datetime:
    """Return the day of a story as a program has it that knows no zones."""
    return datetime.combine(story.day, time(), UTC)


def title_of(story: Story) -> str:
    return story.feed or story.title


def atom(entries: str, updated: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Riverside</title><id>urn:riverside</id><updated>{updated}</updated>\n"
        '<link rel="alternate" type="text/html" href="https://riverside.example/news"/>\n'
        f"{entries}</feed>\n"
    ).encode()


def rss(items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Riverside</title>'
        f"<link>https://riverside.example/news</link><description>Riverside</description>\n{items}</channel></rss>\n"
    ).encode()


def rss_bridge_atom(stories: Sequence[Story]) -> Old:
    """Write what RSS-Bridge makes of a page: HTML titles, local midnight in UTC, a digest as id."""
    entries, dates = "", Dates()
    for number, story in enumerate(stories):
        at, guid = midnight(story), f"urn:sha1:{number + 0xABCDEF:040x}"
        entries += (
            f'<entry><title type="html">{html.escape(html.escape(title_of(story)))}</title>'
            f"<published>{at.isoformat()}</published><updated>{at.isoformat()}</updated><id>{guid}</id>"
            f'<link rel="alternate" type="text/html" href="https://riverside.example{story.path}"/>'
            f'<content type="html">&lt;p&gt;{html.escape(html.escape(story.text))}&lt;/p&gt;</content></entry>\n'
        )
        dates[guid] = at, at
    return Old(data=atom(entries, "2024-05-06T07:08:09+00:00"), dates=dates)


def rss_bridge_json(stories: Sequence[Story]) -> Old:
    """Write what RSS-Bridge makes of a page as JSON: `date_modified` alone, a bare digest as id."""
    items, dates = [], Dates()
    for number, story in enumerate(stories):
        at, guid = midnight(story), f"{number + 0xABCDEF:040x}"
        items.append(
            {
                "id": guid,
                "title": title_of(story),
                "date_modified": at.isoformat(),
                "url": f"https://riverside.example{story.path}",
                "content_html": f"<p>{html.escape(story.text)}</p>",
            }
        )
        dates[guid] = at, at
    feed = {"version": "https://jsonfeed.org/version/1", "title": "Riverside", "items": items}
    return Old(data=json.dumps(feed).encode(), dates=dates)


def rsshub_rss(stories: Sequence[Story]) -> Old:
    """Write what RSSHub makes of a page: the day at 00:00 GMT, the address as guid."""
    items, dates = "", Dates()
    for story in stories:
        at, guid = utc_midnight(story), f"https://riverside.example{story.path}"
        items += (
            f"<item><title>{html.escape(title_of(story))}</title><link>{guid}</link>"
            f"<description>{html.escape(html.escape(story.text))}</description>"
            f'<guid isPermaLink="false">{guid}</guid><pubDate>{format_datetime(at, usegmt=True)}</pubDate></item>\n'
        )
        dates[guid] = at, at
    return Old(data=rss(items), dates=dates)


def html2rss_rss(stories: Sequence[Story]) -> Old:
    """Write what html2rss makes of a page: local midnight with its offset, a checksum as guid."""
    items, dates = "", Dates()
    for number, story in enumerate(stories):
        at, guid = midnight(story), f"1c9k{number}xj"
        items += (
            f"<item><title>{html.escape(title_of(story))}</title><link>https://riverside.example{story.path}</link>"
            f"<description>{html.escape(html.escape(story.text))}</description><category>Town</category>"
            f'<pubDate>{format_datetime(at.astimezone(BERLIN))}</pubDate><guid isPermaLink="false">{guid}</guid></item>'
        )
        dates[guid] = at, at
    return Old(data=rss(items), dates=dates)


def rsspls_rss(stories: Sequence[Story]) -> Old:
    """Write what rsspls makes of a page with relative addresses: they are the guids."""
    items, dates = "", Dates()
    for story in stories:
        at, guid = utc_midnight(story), story.path
        items += (
            f"<item><title>\n  {html.escape(title_of(story))}\n</title>"
            f'<link>https://riverside.example{story.path}</link><guid isPermaLink="false">{guid}</guid>'
            f"<pubDate>{format_datetime(at)}</pubDate></item>"
        )
        dates[guid] = at, at
    return Old(data=rss(items), dates=dates)


def pyfeeds_atom(stories: Sequence[Story]) -> Old:
    """Write what PyFeeds makes of a page: only `updated`."""
    entries, dates = "", Dates()
    for number, story in enumerate(stories):
        at, guid = midnight(story) + timedelta(hours=9, minutes=30), f"urn:uuid:9a1f0a50-43cc-5d5e-8a04-{number:012}"
        entries += (
            f'<entry><link rel="alternate" href="https://riverside.example{story.path}"/>'
            f'<content type="html">&lt;div&gt;{html.escape(html.escape(story.text))}&lt;/div&gt;</content>'
            f"<title>{html.escape(title_of(story))}</title><updated>{at.isoformat()}</updated><id>{guid}</id></entry>"
        )
        dates[guid] = at, at
    return Old(data=atom(entries, "2019-11-25T12:30:00+00:00"), dates=dates)


def newsworker_atom(stories: Sequence[Story]) -> Old:
    """Write what newsworker makes of a page: every entry was updated when the program ran."""
    entries, dates = "", Dates()
    for number, story in enumerate(stories):
        at, guid = utc_midnight(story), f"{number:032x}"
        entries += (
            f"<entry><id>{guid}</id><title>{html.escape(title_of(story))}</title>"
            f"<updated>{CRAWLED.isoformat()}</updated><content>{html.escape(title_of(story))}</content>"
            f'<link href="https://riverside.example{story.path}" rel="alternate"/>'
            f"<published>{at.isoformat()}</published></entry>"
        )
        dates[guid] = at, at
    return Old(data=atom(entries, CRAWLED.isoformat()), dates=dates)


def crawl_time_rss(stories: Sequence[Story]) -> Old:
    """Write what a bridge without dates of its own makes of a page: all items are of the hour of the crawl."""
    items, dates = "", Dates()
    for number, story in enumerate(stories):
        guid = f"item-{number}"
        items += (
            f"<item><title>{html.escape(title_of(story))}</title><guid isPermaLink='false'>{guid}</guid>"
            f"<pubDate>{format_datetime(CRAWLED)}</pubDate></item>"
        )
        dates[guid] = CRAWLED, CRAWLED
    return Old(data=rss(items), dates=dates)


def undated_rss(stories: Sequence[Story]) -> Old:
    """Write what rsspls makes of a page without dates."""
    items, dates = "", Dates()
    for number, story in enumerate(stories):
        items += f"<item><title>{html.escape(title_of(story))}</title><guid>{story.path}</guid></item>"
        at = ADOPTED - timedelta(seconds=number)
        dates[story.path] = at, at
    return Old(data=rss(items), dates=dates)


GENERATORS = (
    *(rss_bridge_atom, rss_bridge_json, rsshub_rss, html2rss_rss, rsspls_rss, pyfeeds_atom, newsworker_atom),
    *(crawl_time_rss, undated_rss),
)


def one_item(title: str = "Snow day", guid: str = "snow", more: str = "") -> bytes:
    """Return an RSS feed of one item of 31 March 2019."""
    return rss(
        f"<item><title>{title}</title><guid>{guid}</guid><pubDate>Sun, 31 Mar 2019 12:00:00 +0000</pubDate></item>{more}"
    )


# ── the next build re-announces nothing ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.__name__)
def test_after_adopting_a_feed_the_next_build_announces_nothing_anew(
    tmp_path: Path, generator: Callable[[Sequence[Story]], Old]
) -> None:
    old = generator(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES))
    (site.root / "old.feed").write_bytes(old.data)

    said = adopt(site, "old.feed")
    told = build(site)

    first = site.snapshot()
    assert f"old.feed: {len(STORIES)} items adopted\n" == said
    assert not re.search("held|warning|new item|edited|renamed|re-dated", told)
    kept = dates_of(site)
    assert {guid: published for guid, (published, _) in old.dates.items()} == {g: p for g, (p, _) in kept.items()}
    assert {guid: published for guid, (published, _) in old.dates.items()} == rss_dates(site)
    # Where the old feed said one second of several entries, validators and readers want several.
    assert all(0 <= (kept[g][1] - u).total_seconds() < len(STORIES) for g, (_, u) in old.dates.items())
    assert {story.title for story in STORIES} == {item["title"] for item in items_of(site)}
    assert [] == faults(site)
    assert "" == build(site, LAST)
    assert first == site.snapshot()


OTHERS = ("RSS-Bridge", "RSSHub", "html2rss", "rsspls", "PyFeeds", "newsworker")


def listed(entry: ForeignEntry) -> str:
    """Print an entry of a feed as the page prints it that the feed was made of."""
    moment = entry.published or entry.updated
    day = moment.astimezone(BERLIN).date() if moment else entry.day
    return "\n\n    ".join(part for part in (entry.title, f"{day:%d %B %Y}" if day else "", entry.summary) if part)


@pytest.mark.parametrize(
    "case",
    sorted(case for case in CASES.glob("*.feed") if case.stem.startswith(OTHERS)),
    ids=lambda case: case.stem,
)
def test_every_generator_of_the_cases_is_taken_over_with_its_ids_and_dates(tmp_path: Path, case: Path) -> None:
    entries = parse_feed(case.read_bytes(), "feed").entries
    listing = "\n\n".join(f"  {number}. {listed(entry)}" for number, entry in enumerate(entries, 1))
    site = riverside(tmp_path / "site", listing)

    adopt(site, str(case))
    told = build(site)

    first = site.snapshot()
    kept = dates_of(site)
    assert {entry.id for entry in entries} == kept.keys() == rss_dates(site).keys()
    assert not re.search("held|new item|edited|renamed|re-dated", told)
    for entry in entries:
        published, updated = kept[entry.id]
        assert published == (entry.published or entry.updated or published)
        assert published <= ADOPTED
        assert updated == (entry.updated or published)
    assert [] == faults(site)
    assert "" == build(site, LAST)
    assert first == site.snapshot()


def test_an_id_that_is_no_address_is_one_in_atom_and_stands_as_it_was_elsewhere(tmp_path: Path) -> None:
    old = html2rss_rss(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES))

    adopt(site, "-", stdin=old.data)
    build(site)

    root = etree.fromstring((site.output / "all.atom.xml").read_bytes())
    ids = {entry.findtext("{*}id") or "" for entry in root.iter("{*}entry")}
    assert {f"urn:feedpub:guid:{guid}" for guid in old.dates} == ids
    assert all(urlsplit(id_).scheme for id_ in ids)
    assert old.dates.keys() == rss_dates(site).keys()


def test_a_feed_comes_from_standard_input_too(tmp_path: Path) -> None:
    old = rsshub_rss(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES))

    said = adopt(site, "-", stdin=old.data)
    build(site)

    assert "-: 5 items adopted\n" == said
    assert old.dates.keys() == dates_of(site).keys()


def test_a_story_that_the_old_feed_did_not_have_is_announced_and_no_other(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    old = rsshub_rss(STORIES[1:])

    adopt(site, "-", stdin=old.data)
    told = build(site)

    assert re.match("published 1 new item, ", told)
    assert old.dates.keys() < dates_of(site).keys()
    assert 5 == len(dates_of(site))


def test_the_next_issue_of_a_series_is_not_taken_for_the_adopted_one(tmp_path: Path) -> None:
    stories = [Story(title="Market news", day=date(2019, 11, day)) for day in (25, 18)]
    site = riverside(tmp_path / "site", listing_of(stories[:1]))

    adopt(site, "-", stdin=html2rss_rss(stories[1:]).data)
    build(site)

    assert 2 == len(dates_of(site))


def test_a_day_that_is_one_too_early_in_utc_is_matched_without_a_zone_too(tmp_path: Path) -> None:
    old = rss_bridge_atom(STORIES[1:])
    site = riverside(tmp_path / "site", listing_of(STORIES[1:]), CONFIG.replace('timezone = "Europe/Berlin"\n', ""))

    adopt(site, "-", stdin=old.data)
    told = build(site)

    assert not re.search("new item|edited|renamed|re-dated", told)
    assert old.dates == dates_of(site)


def test_of_one_feed_in_two_formats_the_ids_of_the_first_stay(tmp_path: Path) -> None:
    first, second = rss_bridge_atom(STORIES), rss_bridge_json(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES))
    (site.root / "a.xml").write_bytes(first.data)
    (site.root / "b.json").write_bytes(second.data)

    said = adopt(site, "a.xml", "b.json")
    build(site)

    assert "a.xml: 5 items adopted\nb.json: 0 items adopted; 5 entries known already\n" == said
    assert first.dates.keys() == dates_of(site).keys()


def test_stories_with_one_title_keep_an_id_each(tmp_path: Path) -> None:
    items = "".join(f"<item><title>Photo of the week</title><guid>photo-{n}</guid></item>" for n in (3, 2, 1))
    text = (
        "  1. Photo of the week\n\n    A.\n\n  2. Photo of the week\n\n    B.\n\n  3. Photo of the week\n\n    C.\n\n"
    )
    dated = (
        "  4. Snow day\n\n    31 March 2019\n\n  5. Ice day\n\n    30 March 2019\n\n  6. Dry day\n\n    29 March 2019\n"
    )
    site = riverside(tmp_path / "site", text + dated)

    said = adopt(site, "-", stdin=rss(items))
    build(site)

    assert "-: 3 items adopted\n" == said
    shown = {item["id"]: item["content_text"] for item in items_of(site)}
    assert {"photo-3": "A.", "photo-2": "B.", "photo-1": "C."}.items() <= shown.items()
    assert 6 == len(shown)


def test_the_source_is_named_where_there_are_several(site: Site) -> None:
    videos = {"name": "Videos", "title": "Laura Pausini: Education and music empowers children"}
    feed = rss(
        f'<item><title>{videos["title"]}</title><guid isPermaLink="false">pausini</guid>'
        "<pubDate>Wed, 10 Mar 2021 00:00:00 +0000</pubDate></item>"
    )

    adopt(site, "-", "--source", videos["name"], stdin=feed)
    build(site)

    assert 40 == len(items_of(site))
    (item,) = (item for item in items_of(site) if item["title"] == videos["title"])
    assert ("pausini", "2021-03-10T00:00:00Z", "2021-03-10T00:00:00Z") == (
        item["id"],
        item["date_published"],
        item["date_modified"],
    )
    assert [] == faults(site)


def test_a_second_source_that_lists_an_adopted_story_too_is_no_news(tmp_path: Path) -> None:
    more = '\n[[source]]\nname = "Mill"\npath = "mill.txt"\npage = "https://mill.riverside.example/"\n'
    site = riverside(tmp_path / "site", listing_of(STORIES[1:2]), CONFIG + more)
    text = listing_of(STORIES[1:2]) + "    Boats wait at the mill.\n"
    (site.root / "mill.txt").write_text(text, encoding="utf-8")
    old = rsshub_rss(STORIES[1:2])

    adopt(site, "-", "--source", "Town", stdin=old.data)
    build(site)

    assert old.dates == dates_of(site)


# ── a lost ledger ─────────────────────────────────────────────────────────────────────────────────────


def as_it_is(site: Site) -> None:
    """Leave the seeds alone: they hold entries without a day, and twins."""
    assert 40 == len(items_of(site))


def listed_twice(site: Site) -> None:
    """Have two sources list one story, each with something of its own."""
    entry = "\n  9. Laura Pausini: Education and music empowers children\n\n    10 March 2021, Rome\n"
    path = site.path("002")
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    build(site)
    assert any("sightings" in own for own in own_fields(site).values())


def withdrawn(site: Site) -> None:
    """Take an item out."""
    done = site.run("withdraw", "Laura Pausini")
    assert done.returncode == 0, done.stderr
    assert 39 == len(items_of(site))


def edited(site: Site) -> None:
    """Give one entry another title, one another day and one another text, on two days."""
    site.edit("004", "Laura Pausini: Education", "L. Pausini: Schooling")
    site.edit("000", "28 November 2019,", "27 November 2019,")
    build(site)
    site.edit("004", "The world needs more women leaders", "The world needs many more women leaders")
    site.edit("004", "Iconic actor Sophia Loren calls", "The actor Sophia Loren calls")
    build(site, "2026-11-22T08:00:00Z")


def undated(site: Site) -> None:
    """Let two entries lose their day, and one have an unreadable one."""
    site.edit("004", "    10 March 2021\n\n", "")
    site.edit("000", "29 November 2019,", "31 November 2019,")
    site.edit("004", "  20. Syrian", "  20. Ferries in the fog\n\n    They wait.\n\n  21. Syrian")
    build(site)
    assert "seen" == own_fields(site)["Ferries in the fog"]["basis"]


def renamed_topic(site: Site) -> None:
    """Rename a topic that has a feed; its address stays."""
    site.edit("feedpub.toml", 'label = "Child labour"', 'label = "Children at work"\naliases = ["Child labour"]')
    build(site)
    assert (site.output / "topics" / "child-labour.json").exists()


def left_the_page(site: Site) -> None:
    """Let entries leave their pages."""
    text = site.path("004").read_text(encoding="utf-8")
    site.path("004").write_text(text[: text.index("  13. ")], encoding="utf-8")
    build(site)
    assert 40 == len(items_of(site))


HISTORIES = (as_it_is, listed_twice, withdrawn, edited, undated, renamed_topic, left_the_page)


def lose_ledger(site: Site) -> None:
    """Lose the ledger; only a copy of the output is left."""
    site.ledger.unlink()
    site.output.rename(site.root / "saved")


@pytest.mark.parametrize("by_file", [False, True], ids=["folder", "JSON feeds"])
@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.__name__)
def test_a_lost_ledger_is_rebuilt_from_the_output_to_equal_bytes(
    built: Site, history: Callable[[Site], None], *, by_file: bool
) -> None:
    history(built)
    before = tree(built)
    lose_ledger(built)
    feeds = ["saved/all.json", *(f"saved/topics/{p.name}" for p in (built.root / "saved/topics").glob("*.json"))]

    said = adopt(built, *(feeds if by_file else ["saved/"]), now=LAST)
    build(built, LAST)

    assert re.match(r"saved(/all\.json)?: \d\d items adopted\n", said)
    assert before == tree(built)
    assert [] == faults(built, LAST)


@pytest.mark.parametrize("shown", [60, 150], ids=["the newest", "all"])
def test_a_lost_ledger_of_more_items_than_a_feed_shows_is_rebuilt_to_equal_bytes(tmp_path: Path, shown: int) -> None:
    first = date(2019, 1, 1)
    stories = [Story(title=f"Notice {n} of the harbour", day=first + timedelta(days=n)) for n in range(150)][::-1]
    site = riverside(tmp_path / "site", listing_of(stories))
    build(site, NOW)
    (site.root / "town.txt").write_text(listing_of(stories[:shown]), encoding="utf-8")
    assert site.build("--accept", now=NOW).returncode == 0
    before = tree(site)
    lose_ledger(site)

    said = adopt(site, "saved")
    build(site)

    assert "saved: 150 items adopted\n" == said
    assert before == tree(site)


def test_the_atom_feed_of_a_lost_ledger_gives_ids_and_dates_back(built: Site) -> None:
    edited(built)
    before = dates_of(built)
    built.ledger.unlink()
    (built.output / "all.atom.xml").rename(built.root / "saved.xml")
    shutil.rmtree(built.output)

    said = adopt(built, "saved.xml", "--source", "Videos", now=LAST)
    build(built, LAST)

    assert "saved.xml: 40 items adopted\n" == said
    assert before == dates_of(built)
    assert [] == [key for key in keys(built) if key.startswith("link:")]


def test_a_link_that_feedpub_made_is_no_key_when_the_title_is_edited(built: Site) -> None:
    (built.output / "all.atom.xml").rename(built.root / "saved.xml")
    guids = {item["title"]: item["id"] for item in items_of(built)}
    built.ledger.unlink()
    shutil.rmtree(built.output)
    adopt(built, "saved.xml", "--source", "Videos")
    build(built)

    built.edit("004", "The world needs more women leaders", "The world needs many more women leaders")
    told = build(built, LAST)

    assert re.match("published 1 renamed item, ", told)
    (item,) = (item for item in items_of(built) if item["title"] == "The world needs many more women leaders")
    assert guids["The world needs more women leaders"] == item["id"]
    assert item["url"].endswith("#:~:text=The%20world%20needs%20many%20more%20women%20leaders")
    assert [] == [key for key in keys(built) if key.startswith("link:")]


# ── what is known stays ───────────────────────────────────────────────────────────────────────────────


def test_adopting_twice_changes_nothing_and_says_how_many_were_known(tmp_path: Path) -> None:
    old = rss_bridge_atom(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES))
    adopt(site, "-", stdin=old.data)
    build(site)
    rows, files = ledger_rows(site), site.snapshot()

    said = adopt(site, "-", stdin=old.data, now=LAST)

    assert "-: 0 items adopted; 5 entries known already\n" == said
    assert rows == ledger_rows(site)
    assert "" == build(site, LAST)
    assert files == site.snapshot()


def test_the_ids_of_an_earlier_build_stay(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    build(site, NOW)
    before = dates_of(site)
    old = rss_bridge_json((*STORIES, Story(title="Ice day", day=date(2019, 2, 1))))

    said = adopt(site, "-", stdin=old.data, now=LATER)
    build(site, LATER)

    assert (
        "-: 2 items adopted; 4 entries known already\n"
        "  4 of them keep the ids of an earlier build: adopt comes before the first one\n"
    ) == said
    assert before.items() <= dates_of(site).items()


def test_the_own_output_is_known_already(built: Site) -> None:
    rows, files = ledger_rows(built), built.snapshot()

    said = adopt(built, "output", "output/all.json", now=LATER)

    assert (
        "output: 0 items adopted; 40 entries known already\noutput/all.json: 0 items adopted; 40 entries known already\n"
        == said
    )
    assert rows == ledger_rows(built)
    assert "" == build(built)
    assert files == built.snapshot()


def test_what_was_withdrawn_does_not_come_back_with_an_old_feed(tmp_path: Path) -> None:
    old = rsshub_rss(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES))
    adopt(site, "-", stdin=old.data)
    build(site)
    assert site.run("withdraw", "Snow day").returncode == 0
    before = tree(site)
    lose_ledger(site)

    adopt(site, "saved", now=LAST)
    adopt(site, "-", stdin=old.data, now=LAST)
    build(site, LAST)

    assert 4 == len(items_of(site))
    assert before == tree(site)


def test_a_feed_that_is_adopted_while_the_ledger_is_lost_does_not_hide_the_published_items(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    site.edit("town.txt", "Snow day", "Snow days")
    build(site, NOW)
    site.edit("town.txt", "Snow days", "Snow day")
    build(site, NOW)
    before = dates_of(site)
    site.ledger.unlink()

    adopt(site, "-", stdin=one_item("Ice day", "ice"), now=LATER)
    build(site, LATER)

    assert before.items() < dates_of(site).items()
    assert {*before, "ice"} == dates_of(site).keys()


def test_what_the_listing_no_longer_shows_stays_and_is_no_news_when_it_returns(tmp_path: Path) -> None:
    old = pyfeeds_atom(STORIES)
    site = riverside(tmp_path / "site", listing_of(STORIES[:4]))
    adopt(site, "-", stdin=old.data)
    build(site)
    (snow,) = (item for item in items_of(site) if item["title"] == "Snow day")
    adopted = [own_fields(site)[story.title].get("adopted") for story in (STORIES[4], STORIES[0])]
    before, dates = tree(site), dates_of(site)
    lose_ledger(site)
    adopt(site, "saved", now=LAST)
    build(site, LAST)
    rebuilt = tree(site)

    (site.root / "town.txt").write_text(
        listing_of(STORIES).replace("No school.", "No school at all."), encoding="utf-8"
    )
    build(site, LAST)

    assert ("No school.", [True, None]) == (snow["content_text"], adopted)
    assert before == rebuilt
    assert dates == dates_of(site)
    assert old.dates.keys() == dates.keys()
    assert "No school at all." in {item["content_text"] for item in items_of(site)}


# ── entries that are no good as they are ──────────────────────────────────────────────────────────────


def test_an_entry_without_an_id_gets_one_and_is_named_with_its_line(tmp_path: Path) -> None:
    items = [{"title": "Snow day", "date_published": "2019-03-31T12:00:00Z"}, {"id": "ice", "title": "Ice day"}]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Riverside", "items": items}, indent=1)
    site = riverside(tmp_path / "site", listing_of(STORIES))
    line = 1 + feed[: feed.index("Snow day")].count("\n")

    said = adopt(site, "-", stdin=feed.encode())
    build(site)

    assert re.match(
        rf"warning: -:{line - 1}: “Snow day” has no id: it is announced once more\n-: 2 items adopted", said
    )
    (snow,) = (item for item in items_of(site) if item["title"] == "Snow day")
    assert snow["id"].startswith("urn:uuid:")
    assert "2019-03-31T12:00:00Z" == snow["date_published"] == snow["date_modified"]


def test_an_id_that_readers_would_cut_off_is_replaced_with_a_warning(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    long = f"<item><title>Ice day</title><guid>{'i' * 246}</guid></item>"

    longest = "https://riverside.example/".ljust(245, "s")

    said = adopt(site, "-", stdin=one_item(guid=longest, more=f"\n{long}"))
    build(site)

    assert (
        "warning: -:4: “Ice day” has an id of 246 characters, and readers keep 245: it is announced once more\n"
        "-: 2 items adopted\n"
    ) == said
    assert [] == faults(site)
    assert longest in rss_dates(site)
    assert {True} == {len(guid) <= 245 for guid in dates_of(site)}


def test_an_id_that_is_no_address_is_no_longer_in_atom_than_readers_keep(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))

    adopt(site, "-", stdin=one_item(guid="é" * 245))
    build(site)

    assert "é" * 245 in rss_dates(site)
    assert [] == faults(site)


def test_an_id_that_is_no_address_is_the_same_again_after_our_own_atom_feed_was_adopted(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    old = one_item(guid="Snow day: 100 % off/on")
    adopt(site, "-", stdin=old)
    build(site)
    before = dates_of(site)
    site.ledger.unlink()
    (site.output / "all.atom.xml").rename(site.root / "saved.xml")
    shutil.rmtree(site.output)

    adopt(site, "saved.xml", now=LAST)
    build(site, LAST)

    assert "Snow day: 100 % off/on" in before
    assert before == dates_of(site)


def test_faults_that_rss_bridge_publishes_and_entries_without_text_are_left_out(tmp_path: Path) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    error = "<item><title>Bridge returned error 404! (19683)</title><guid>error</guid></item>"

    one = adopt(site, "-", stdin=one_item(more=error))
    two = adopt(site, "-", stdin=one_item(more=error + "<item><guid>nothing</guid></item>"))
    build(site)

    assert "warning: -: 1 entry without a text of its own is left out\n-: 1 item adopted\n" == one
    assert (
        "warning: -: 2 entries without a text of their own are left out\n-: 0 items adopted; 1 entry known already\n"
        == two
    )
    assert not {"error", "nothing"} & dates_of(site).keys()


def test_no_instant_lies_in_the_future_and_no_two_updates_in_one_second(tmp_path: Path) -> None:
    future = "Tue, 01 Jan 2030 00:00:00 +0000"
    items = "".join(
        f"<item><title>Ice day {n}</title><guid>ice-{n}</guid><pubDate>{future}</pubDate></item>" for n in (3, 2, 1)
    )
    now = "".join(
        f"<item><title>Fog day {n}</title><guid>fog-{n}</guid><pubDate>{format_datetime(ADOPTED)}</pubDate></item>"
        for n in (3, 2, 1)
    )
    site = riverside(tmp_path / "site", listing_of(STORIES))

    adopt(site, "-", stdin=one_item(more=items + now))
    build(site, NOW)

    kept = dates_of(site)
    assert all(published <= updated <= ADOPTED for published, updated in kept.values())
    assert len(kept) == len({updated for _, updated in kept.values()})
    assert [] == faults(site)


def test_a_date_before_1970_is_none(tmp_path: Path) -> None:
    zero = "<item><title>Ice day</title><guid>ice</guid><pubDate>Wed, 31 Dec 1969 23:00:00 +0000</pubDate></item>"
    site = riverside(tmp_path / "site", listing_of(STORIES))

    adopt(site, "-", stdin=one_item(more=zero))
    build(site)

    assert (ADOPTED, ADOPTED) == dates_of(site)["ice"]
    assert [] == faults(site)


def test_an_entry_that_was_updated_before_it_was_published_is_updated_with_it(tmp_path: Path) -> None:
    entry = (
        "<entry><id>urn:snow</id><title>Snow day</title><published>2019-03-31T12:00:00Z</published>"
        "<updated>2018-01-01T00:00:00Z</updated></entry>"
    )
    edited_ = entry.replace("snow", "ice").replace("Snow", "Ice").replace("2018-01", "2020-01")
    site = riverside(tmp_path / "site", listing_of(STORIES))

    adopt(site, "-", stdin=atom(entry + edited_, "2020-01-01T00:00:00Z"))
    build(site)

    noon = datetime(2019, 3, 31, 12, tzinfo=UTC)
    assert {"urn:snow": (noon, noon), "urn:ice": (noon, datetime(2020, 1, 1, tzinfo=UTC))}.items() <= dates_of(
        site
    ).items()


def test_a_later_update_is_kept_and_equal_ones_get_a_second_each(tmp_path: Path) -> None:
    same = "<entry><id>urn:{0}</id><title>{0}</title><published>{1}</published><updated>{2}</updated></entry>"
    ten, noon = "2019-03-31T10:00:00Z", "2019-03-31T12:00:00Z"
    entries = same.format("A", ten, noon) + same.format("B", ten, ten) + same.format("C", ten, noon)
    site = riverside(tmp_path / "site", listing_of(STORIES))

    adopt(site, "-", stdin=atom(entries, noon))
    build(site)

    ids = ("urn:A", "urn:B", "urn:C")
    kept = {guid: [f"{instant:%H:%M:%S}" for instant in dates_of(site)[guid]] for guid in ids}
    assert {
        "urn:A": ["10:00:00", "12:00:01"],
        "urn:B": ["10:00:00", "10:00:00"],
        "urn:C": ["10:00:00", "12:00:00"],
    } == kept


# ── errors ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("has_ledger", [False, True], ids=["no ledger", "ledger"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<!DOCTYPE html><html><body>News</body></html>", "broken.xml: this is an HTML page and no feed; give"),
        (b"", "broken.xml: this feed is empty"),
        (rsshub_rss(STORIES).data[:-20], "broken.xml:7: the XML breaks here ("),
        (b"1. Snow day\n", "broken.xml: this is neither XML nor JSON; expected"),
        (None, "broken.xml: there is no such file; "),
    ],
    ids=["HTML", "empty", "cut off", "listing", "missing"],
)
def test_of_two_feeds_none_is_taken_over_when_one_is_broken(
    tmp_path: Path, data: bytes | None, message: str, *, has_ledger: bool
) -> None:
    site = riverside(tmp_path / "site", listing_of(STORIES))
    if has_ledger:
        build(site, NOW)
    (site.root / "good.xml").write_bytes(one_item("Ice day", "ice"))
    if data is not None:
        (site.root / "broken.xml").write_bytes(data)
    rows = ledger_rows(site)

    done = site.run("adopt", "good.xml", "broken.xml", now=LATER)

    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"feedpub: {message}")
    assert "Traceback" not in done.stderr
    assert [line for line in ledger_rows(site) if 'INTO "item"' in line] == [r for r in rows if 'INTO "item"' in r]
    assert not has_ledger or rows == ledger_rows(site)
    build(site, LATER)
    assert "ice" not in dates_of(site)


def test_an_unknown_source_is_refused_with_the_nearest_name(site: Site) -> None:
    done = site.run("adopt", "-", "--source", "Vidoes", now=NOW)

    assert (2, "") == (done.returncode, done.stdout)
    assert "there is no source “Vidoes”; did you mean “Videos”?" in done.stderr
    assert not site.ledger.exists()


def test_of_several_sources_one_must_be_named(site: Site) -> None:
    (site.root / "old.xml").write_bytes(one_item())

    done = site.run("adopt", "old.xml", now=NOW)

    assert (2, "") == (done.returncode, done.stdout)
    said = "say with --source which source's page this feed is about; there is: News and articles 2019, "
    assert done.stderr.startswith(f"feedpub: old.xml: {said}")
    assert [] == [row for row in ledger_rows(site) if 'INTO "item"' in row]


def test_a_folder_without_feeds_of_ours_and_the_feeds_of_another_site_are_refused(built: Site) -> None:
    (built.root / "empty").mkdir()
    shutil.copytree(built.output, built.root / "other")
    for path in (built.root / "other").rglob("*.json"):
        path.write_text(path.read_text(encoding="utf-8").replace("5f2c1f1e-7a0c", "0f2c1f1e-7a0c"), encoding="utf-8")
    rows = ledger_rows(built)

    done = [built.run("adopt", folder, now=LATER) for folder in ("empty", "other")]

    assert [1, 1] == [run.returncode for run in done]
    assert done[0].stderr.startswith("feedpub: empty: no feed of feedpub stands in this folder; name the feed file")
    assert "this feed belongs to the site 0f2c1f1e-7a0c-" in done[1].stderr
    assert rows == ledger_rows(built)


def test_while_another_run_holds_the_lock_nothing_is_taken_over(built: Site) -> None:
    (built.root / "old.xml").write_bytes(one_item())
    rows = ledger_rows(built)
    with (built.root / "feedpub.db.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        done = built.run("adopt", "old.xml", "--source", "Videos", now=LATER)

    assert (75, "") == (done.returncode, done.stdout)
    assert "feedpub.db.lock: another run is under way and holds this lock; wait until it has ended" in done.stderr
    assert rows == ledger_rows(built)


def test_a_clock_that_stands_before_the_last_run_takes_nothing_over(built: Site) -> None:
    (built.root / "old.xml").write_bytes(one_item())
    rows = ledger_rows(built)

    done = built.run("adopt", "old.xml", "--source", "Videos", now="2026-11-21T06:00:00Z")

    assert (1, "") == (done.returncode, done.stdout)
    assert "the clock says 2026-11-21T06:00:00Z" in done.stderr
    assert rows == ledger_rows(built)
