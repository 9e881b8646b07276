"""Feeds that other programs wrote: one small case a behaviour, `cases/feeds/<what it shows>.feed` beside `.json`."""

import json
import socket
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from feedpub.config import Site
from feedpub.errors import SourceError
from feedpub.feeds import ForeignFeed, parse_feed
from feedpub.generator import atom_id, generate, plain, uri
from feedpub.model import Category, Enclosure, Feed, FeedEntry, FeedItem, Printed
from feedpub.text import clean, clean_paragraphs

CASES = sorted((Path(__file__).parent / "cases" / "feeds").glob("*.feed"))
SITE = Site(id=UUID(int=1), title="Riverside", base_url="https://feeds.riverside.example/", author="Riverside desk")
RSS = '<rss version="2.0"><channel><title>Riverside</title>{}</channel></rss>'
CAFE = "<rss><channel><title>Café</title><item><title>Crème</title></item></channel></rss>"


def shown(feed: ForeignFeed) -> dict[str, object]:
    """Return what a case file says of a feed: only what is there, dates as text."""
    values = {key: value for key, value in asdict(feed).items() if value}
    values["entries"] = [
        {key: written(value) for key, value in asdict(entry).items() if value} for entry in feed.entries
    ]
    return values | {"problems": [str(problem) for problem in feed.problems]}


def written(value: object) -> object:
    """Return a field as JSON has it."""
    if isinstance(value, tuple):
        return [written(one) for one in value]
    if isinstance(value, Enclosure):
        return structs.asdict(value)
    return value.isoformat() if isinstance(value, date) else value


def error_of(data: bytes) -> str:
    """Return what the refusal of some bytes says."""
    with pytest.raises(SourceError) as caught:
        parse_feed(data, "feed")
    return str(caught.value)


# ── cases ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_foreign_feed_reads_as_its_case_says(case: Path) -> None:
    feed = parse_feed(case.read_bytes(), "feed")

    assert json.loads(case.with_suffix(".json").read_text(encoding="utf-8")) == shown(feed)


def test_every_generator_that_people_come_from_has_a_case() -> None:
    first_words = {case.stem.split()[0] for case in CASES}

    assert {"RSS-Bridge", "RSSHub", "html2rss", "rsspls", "PyFeeds", "newsworker", "feedpub"} <= first_words


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2019-07-01T10:00:00", datetime(2019, 7, 1, 8, tzinfo=UTC)),
        ("Mon, 1 Jul 2019 10:00:00", datetime(2019, 7, 1, 8, tzinfo=UTC)),
        ("Mon, 1 Jul 2019 10:00:00 -0000", datetime(2019, 7, 1, 10, tzinfo=UTC)),
        ("Mon, 1 Jul 2019 00:30:00 UT", datetime(2019, 7, 1, 0, 30, tzinfo=UTC)),
        ("2019-07-01 00:30:00 UTC", datetime(2019, 7, 1, 0, 30, tzinfo=UTC)),
        ("2019-07-01T00:30", datetime(2019, 6, 30, 22, 30, tzinfo=UTC)),
    ],
)
def test_only_a_date_without_an_offset_is_meant_in_the_given_zone(text: str, instant: datetime) -> None:
    data = RSS.format(f"<item><title>x</title><pubDate>{text}</pubDate></item>").encode()

    (entry,) = parse_feed(data, "feed", zone=ZoneInfo("Europe/Berlin")).entries

    assert (instant, date(2019, 7, 1)) == (entry.published, entry.day)


# ── what is no feed ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "feed: this feed is empty"),
        (b"\xef\xbb\xbf \n\n", "feed: this feed is empty"),
        (b"<!DOCTYPE html><html><body><p>News<br></body></html>", "feed: this is an HTML page and no feed; give"),
        (b'\n<?xml version="1.0"?>\n<HTML xmlns="http://www.w3.org/1999/xhtml"/>', "feed: this is an HTML page"),
        (b"Riverside news\n", "feed: this is neither XML nor JSON; expected"),
        (b"\x1f\x8b\x08\0", "feed: this is neither XML nor JSON"),
        (b"<opml/>", "feed: the root element <opml> makes no feed; expected Atom"),
        (b"<feed xmlns='http://riverside.example/fish'/>", "feed: the root element <feed> makes no feed"),
        (b"<rss/>", "feed: the root element <rss> makes no feed"),
        (b"\n\n<rss>\n<channel>\n<item>\n", "feed:6: the XML breaks here ("),
        (b"<rss><channel>\n&nbsp;</channel></rss>", "feed:2: the XML breaks here (Entity 'nbsp' not defined)"),
        (b"<rss><channel>\n\xff</channel></rss>", "feed:2: the XML breaks here ("),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "feed:1: the XML breaks here (Unsupported encoding"),
        (b"<a>" * 100_000, "feed:1: the XML breaks here ("),
        (b"\xff\xfe<\x00a", "feed: byte 2 is not UTF-16-LE, which its byte order mark announces"),
        (b'\n{"version": "https://jsonfeed.org/version/1",\n"items": [', "feed:3: the JSON breaks here ("),
        (b'{"version":\n"1"}\n}', "feed:3: the JSON breaks here ("),
        (b'{"title":\n"\xff"}', "feed:2: the JSON breaks here ("),
        (b'{"title": "half a character\\ud800"}', "feed:1: the JSON breaks here ("),
        (b'{"a":' * 100_000, "feed:1: the JSON breaks here ("),
        (b"[]", "feed: this JSON is no feed; expected `version` “https://jsonfeed.org/version/1.1”"),
        (b'{"items": []}', "feed: this JSON is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', "feed: this JSON is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "feed: this JSON is no feed"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_feed_is_refused_with_its_name_its_line_and_the_next_step(data: bytes, message: str) -> None:
    error = error_of(data)

    assert message == error[: len(message)]


def test_a_feed_without_entries_is_a_feed() -> None:
    assert ForeignFeed(title="Riverside", link="", entries=()) == parse_feed(RSS.format("").encode(), "feed")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_feed_cut_off_anywhere_is_refused_and_never_half_read(case: Path) -> None:
    whole = case.read_bytes().rstrip()

    for size in range(len(whole)):
        assert error_of(whole[:size]).startswith("feed:")


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "data",
    [
        CAFE.encode(),
        b'<?xml version="1.0" encoding="windows-1252"?>' + CAFE.encode("cp1252"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + CAFE.encode("latin-1"),
        b"\xef\xbb\xbf" + b'<?xml version="1.0" encoding="iso-8859-1"?>' + CAFE.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{CAFE}'.encode("utf-16"),
        b"\xfe\xff" + f'<?xml version="1.0" encoding="utf-8"?>{CAFE}'.encode("utf-16-be"),
        f'<?xml version="1.0" encoding="utf-16"?>{CAFE}'.encode("utf-16-be"),
        f'<?xml version="1.0" encoding="utf-16"?>{CAFE}'.encode("utf-16-le"),
        b'\xef\xbb\xbf\xef\xbb\xbf<?xml version="1.0"?>' + CAFE.encode(),
        b' \t<?xml version="1.0"?>' + CAFE.encode(),
        b'\xef\xbb\xbf <?xml version="1.0"?>' + CAFE.encode(),
    ],
    ids=[
        *("UTF-8 by default", "declared cp1252", "declared Latin-1", "mark outweighs declaration", "UTF-16 LE mark"),
        *("UTF-16 BE mark", "UTF-16 BE", "UTF-16 LE", "two marks", "blanks before the declaration", "mark and blank"),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_declares(data: bytes) -> None:
    feed = parse_feed(data, "feed")

    assert ("Café", ["Crème"]) == (feed.title, [entry.title for entry in feed.entries])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_count_from_the_top_of_the_file_blank_ones_included(mark: bytes) -> None:
    data = b"\n\n" + mark + b'\n<?xml version="1.0"?>\n' + CAFE.encode()

    assert [5] == [entry.line for entry in parse_feed(data, "feed").entries]


def test_a_line_that_the_parser_cannot_count_is_not_told() -> None:
    data = RSS.format("<item><title>a</title></item>" + "\n" * 70_000 + "<item><title>b</title></item>").encode()

    assert [1, None] == [entry.line for entry in parse_feed(data, "feed").entries]


# ── hostile feeds ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("body", ["<item><title>&l9;</title></item>", '<item><title rel="&l9;">x</title></item>'])
def test_a_billion_laughs_stay_unlaughed(body: str) -> None:
    laughs = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

    try:
        text = str(parse_feed(f"<!DOCTYPE rss [{laughs}]>{RSS.format(body)}".encode(), "feed"))
    except SourceError as error:
        text = str(error)

    assert "haha" not in text


def test_no_file_is_read_and_no_server_is_asked(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("swordfish", encoding="utf-8")
    dtd = tmp_path / "more.dtd"
    dtd.write_text('<!ENTITY inner "swordfish">', encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        web = f"http://127.0.0.1:{server.getsockname()[1]}/"
        subset = (
            f'<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY web SYSTEM "{web}">'
            f'<!ENTITY % more SYSTEM "{dtd.as_uri()}">%more;<!ENTITY % net SYSTEM "{web}">%net;'
        )
        body = '<item><title>&file; &web; &inner;</title><category term="&inner;"/></item>'
        data = f'<!DOCTYPE rss SYSTEM "{dtd.as_uri()}" [{subset}]>{RSS.format(body)}'.encode()

        (entry,) = parse_feed(data, "feed").entries

        assert ("&file; &web; &inner;", ()) == (entry.title, entry.categories)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>" * 200 + "deep", "deep"),
        ("<b>a\0b</b>", "ab"),
        ("<?xml version='1.0' encoding='utf-16'?><p>é</p>", "é"),
        ("<!-- only a remark -->", ""),
        ("<script>alert(1)</script>", ""),
        ("<a href='javascript:alert(1)' onclick='alert(2)'>text</a>", "text"),
        ("<b>a</b><s{ c: red }>", "a"),
    ],
    ids=["deep", "NUL", "declaration", "comment", "script", "attributes", "a brace in a tag"],
)
def test_no_html_breaks_the_reading_or_gets_through_it(markup: str, text: str) -> None:
    items = [{"id": "1", "content_html": markup}]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()

    assert [text] == [entry.summary for entry in parse_feed(data, "feed").entries]


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_html_of_any_depth_is_survived(depth: int) -> None:
    data = RSS.format(f"<item><title>x</title><description>{'&lt;div>' * depth}deep</description></item>").encode()

    (entry,) = parse_feed(data, "feed").entries

    assert ("x", True) == (entry.title, entry.summary in {"", "deep"})


# ── properties ────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a case with a piece of it replaced by any bytes."""
    data = draw(st.sampled_from(CASES)).read_bytes()
    start = draw(st.integers(0, len(data)))
    return data[:start] + draw(st.binary(max_size=12)) + data[start + draw(st.integers(0, 30)) :]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.binary(max_size=200) | st.text(alphabet='<>/{}[]":&;!-rsitemfeed1 \n', max_size=200).map(str.encode) | damaged()
)
def test_any_bytes_are_a_sound_feed_or_a_clear_refusal(data: bytes) -> None:
    _sound_or_refused(data, lenient=False)
    _sound_or_refused(data, lenient=True)


def _sound_or_refused(data: bytes, *, lenient: bool) -> None:
    try:
        feed = parse_feed(data, "feed", lenient=lenient)
    except SourceError as error:
        assert str(error).startswith("feed:")  # noqa: PT017
        return

    ids = [entry.id for entry in feed.entries if entry.id]
    assert len(set(ids)) == len(ids)
    for entry in feed.entries:
        assert entry.id or entry.title or entry.link or entry.summary
        assert (entry.title, entry.summary) == (clean(entry.title), clean_paragraphs(entry.summary))
        assert not entry.link or entry.link.lower().startswith(("http://", "https://"))
        assert all(d is None or (d.tzinfo is UTC and not d.microsecond) for d in (entry.published, entry.updated))


# Second 0 is what programs write that know no date.
LATEST = datetime(2096, 10, 2, 7, 6, 40, tzinfo=UTC)
INSTANTS = st.integers(1, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
WORDS = (st.text(max_size=30) | st.text(alphabet="<b>/&amp;#x26 \n\r\tpé]!-", max_size=30)).map(clean)


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    """Draw a feed of our own with a few items."""
    entries = []
    for number in range(draw(st.integers(0, 4))):
        published, updated = sorted(draw(st.tuples(INSTANTS, INSTANTS)))
        summary = "\n\n".join(filter(None, draw(st.lists(WORDS, max_size=3))))
        item = FeedItem(
            guid=draw(st.sampled_from(["urn:uuid:{}", "{}", "https://riverside.example/?a=1&b={}"])).format(number),
            aliases=(f"title:{number}",),
            source="news",
            printed=Printed(title=draw(WORDS) or "Untitled", summary=clean_paragraphs(summary)),
            digest="1:0",
            published=published,
            updated=updated,
            basis="instant",
        )
        topics = draw(st.lists(WORDS.filter(bool), max_size=2, unique_by=plain))
        categories = tuple(Category(facet="topic", term=topic) for topic in topics)
        entries.append(
            FeedEntry(item=item, categories=categories, link=f"https://riverside.example/{number}#:~:text=a")
        )
    return Feed(
        id="urn:uuid:0", path="all", title="Riverside", description="News", updated=LATEST, entries=tuple(entries)
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(feeds())
def test_our_own_feeds_read_back_as_they_were_written(feed: Feed) -> None:
    for file in generate(feed, SITE):
        entries = parse_feed(file.data, file.path).entries

        rss = file.path.endswith(".rss.xml")
        named = atom_id if file.path.endswith(".atom.xml") else str
        assert [(named(e.item.guid), plain(e.title), uri(e.link)) for e in feed.entries] == [
            (e.id, e.title, e.link) for e in entries
        ]
        assert [(e.item.published, None if rss else e.item.updated) for e in feed.entries] == [
            (e.published, e.updated) for e in entries
        ]
        assert [e.item.published.date() for e in feed.entries] == [e.day for e in entries]
        assert [tuple(plain(c.term) for c in e.categories) for e in feed.entries] == [e.categories for e in entries]
        written = [e.paragraphs if rss or len(e.paragraphs) > 1 else [plain(e.paragraphs[0])] for e in feed.entries]
        assert ["\n\n".join(parts) for parts in written] == [e.summary for e in entries]


@pytest.mark.parametrize("name", ["all.atom.xml", "all.rss.xml", "all.json"])
def test_the_committed_feeds_read_alike_in_every_format(name: str) -> None:
    output = Path(__file__).parents[1] / "output"

    feed = parse_feed((output / name).read_bytes(), name)

    items = json.loads((output / "all.json").read_bytes())["items"]
    assert len(items) > 30
    assert [(item["id"], item["title"], item["url"]) for item in items] == [
        (e.id, e.title, e.link) for e in feed.entries
    ]
    assert () == feed.problems
