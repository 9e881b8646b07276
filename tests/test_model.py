"""What no feed may hold is refused; text is cleaned and folded; labels become slugs and words match whole."""

import doctest
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from gathering import gather
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedpub import text as text_room
from feedpub.config import Config, Site, Source, TopicRule
from feedpub.identity import digest_of
from feedpub.model import FeedEntry, FeedItem, Printed, Problem
from feedpub.text import clean, clean_paragraphs, fold, is_clean, shorten
from feedpub.topics import FULL, compile_rules, labels_of, slug_of
from feedpub.words import Finder, words_of

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
SITE = Site(
    id=UUID("00000000-0000-4000-8000-000000000001"),
    title="Example news",
    base_url="https://feeds.example.org/",
    author="Example desk",
)
ci = settings(max_examples=200, derandomize=True, deadline=None, database=None)
any_text = st.text(st.characters(), max_size=40)


def item(
    printed: Printed | None = None,
    *,
    guid: str = "urn:example:1",
    aliases: tuple[str, ...] = ("title:talks",),
    published: datetime = NOON,
    updated: datetime | None = None,
) -> FeedItem:
    return FeedItem(
        guid=guid,
        aliases=aliases,
        source="news",
        printed=printed or Printed(title="Talks"),
        digest="1:0",
        published=published,
        updated=updated or published,
        basis="day",
    )


def labels(printed: Printed, *rules: TopicRule) -> list[tuple[str, str]]:
    """Return facet and text of what an item is filed under."""
    found = labels_of(item(printed), compile_rules(rules, ()))
    return [(label.facet, label.text) for label in found]


def matches(words: tuple[str, ...], title: str, summary: str = "") -> bool:
    return bool(labels(Printed(title=title, summary=summary), TopicRule(label="Topic", words=words)))


# ── what no feed may hold ─────────────────────────────────────────────────────────────────────────────


def test_a_story_without_title_and_summary_is_refused() -> None:
    with pytest.raises(ValueError, match="a story needs a title or a summary"):
        Printed(dateline="12 May 2020", place="Geneva", credit="A. Person")


def test_a_printed_instant_is_kept_in_utc() -> None:
    instant = datetime(2024, 5, 6, 14, tzinfo=ZoneInfo("Europe/Berlin"))

    printed = Printed(title="Talks", instant=instant)

    assert printed.instant == NOON
    assert printed.instant is not None
    assert printed.instant.tzinfo is UTC


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (Printed(title="Talks"), "seen"),
        (Printed(title="Talks", day=date(2020, 5, 12)), "day"),
        (Printed(title="Talks", day=date(2024, 5, 6), instant=NOON), "instant"),
        (Printed(title="Talks", day=date(2020, 5, 12), end=date(2020, 5, 15)), "seen"),
        (Printed(title="Talks", day=date(1969, 12, 31)), "seen"),
        (Printed(title="Talks", day=date(1970, 1, 1)), "day"),
    ],
)
def test_a_date_of_publication_rests_on_one_printed_day_since_1970(printed: Printed, expected: str) -> None:
    assert expected == printed.basis


@pytest.mark.parametrize("guid", ["", "x" * 246])
def test_a_guid_that_readers_cannot_keep_is_refused(guid: str) -> None:
    with pytest.raises(ValueError, match="1 to 245 characters"):
        item(guid=guid)


def test_the_longest_guid_is_kept() -> None:
    assert len(item(guid="x" * 245).guid) == 245


def test_an_item_that_nothing_finds_again_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one key"):
        item(aliases=())


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2024, 5, 6, 12),  # noqa: DTZ001 - naive on purpose
        NOON.replace(microsecond=1),
        NOON.astimezone(timezone(timedelta(hours=2))),
        NOON.replace(tzinfo=ZoneInfo("UTC")),
    ],
)
def test_instants_that_are_not_whole_seconds_in_utc_are_refused(instant: datetime) -> None:
    with pytest.raises(ValueError, match="whole seconds in UTC"):
        item(published=instant)
    with pytest.raises(ValueError, match="whole seconds in UTC"):
        item(updated=instant)


def test_an_update_before_the_publication_is_refused() -> None:
    with pytest.raises(ValueError, match="updated lies before published"):
        item(updated=NOON - timedelta(seconds=1))


def test_an_update_at_the_instant_of_publication_is_none() -> None:
    assert item(updated=NOON).updated == NOON


def test_the_line_of_an_entry_is_no_part_of_its_identity() -> None:
    first = item()

    assert first == FeedItem(**{name: getattr(first, name) for name in FeedItem.__struct_fields__} | {"line": 7})


def test_a_problem_says_where_it_is() -> None:
    assert str(Problem(source="news.txt", line=7, message="no date line")) == "news.txt:7: no date line"
    assert str(Problem(source="news.txt", message="is empty")) == "news.txt: is empty"


@pytest.mark.parametrize(
    ("printed", "title", "paragraphs"),
    [
        (Printed(title="Talks", summary="One.\n\nTwo."), "Talks", ("One.", "Two.")),
        (Printed(title="Talks", dateline="12 May 2020, Geneva, "), "Talks", ("12 May 2020, Geneva",)),
        (Printed(title="Talks"), "Talks", ("Talks",)),
        (Printed(summary="One.\n\nTwo."), "One. Two.", ("One.", "Two.")),
        (Printed(title="Talks", dateline=", "), "Talks", ("Talks",)),
    ],
)
def test_an_entry_always_has_a_title_and_content(printed: Printed, title: str, paragraphs: tuple[str, ...]) -> None:
    entry = FeedEntry(item=item(printed), categories=(), link="https://www.example.org/")

    assert title == entry.title
    assert paragraphs == entry.paragraphs


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(text_room)

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        (" \t\r\n\u3000\u2028 ", ""),
        ("a\u00a0 b\r\nc", "a b c"),
        ("\x93It\x92s\x94 \x80 5", "“It’s” € 5"),
        ("a\x81b", "ab"),
        ("a\x85b", "a…b"),
        ("a\x00\x0b\x1b\x7fb", "ab"),
        ("a\ud800b\udfff", "ab"),
        ("a\ufeff\ufffe\uffff\ufdd0\U0001ffffb", "ab"),
        ("caf\ufffd", "caf?"),
        ("Ã©tÃ©", "été"),
        ("Ã\x83Â©", "é"),
        ("日本語 Ã©", "日本語 é"),
        ("“Ã©tÃ©”", "“été”"),
        ("\x93Ã©\x94", "“é”"),
        ("\ud800Ã©", "é"),
        ("\u2028Â©", "©"),
        ("ÃO É", "ÃO É"),
        ("日本 עברית 🎉 e\u0301", "日本 עברית 🎉 e\u0301"),
        ("a\u200bb \u202ec", "a\u200bb \u202ec"),
        ("A ]]> <b>B</b> &amp; C", "A ]]> <b>B</b> &amp; C"),
    ],
)
def test_text_is_cleaned_to_one_line_that_xml_can_carry(raw: str, expected: str) -> None:
    assert expected == clean(raw)


@ci
@given(any_text)
@example("\ud800Ã©")
@example("\x81Ã©")
@example("Ã\x81\x83Â©")
def test_clean_text_stays_as_it_is(raw: str) -> None:
    once = clean(raw)

    assert once == clean(once)
    assert once == once.strip()
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]", once)


def test_the_digest_of_a_story_is_for_ever() -> None:
    instant = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    first, last = date(2020, 1, 2), date(2020, 1, 3)

    digest = digest_of(Printed(title="Talks – “é”", summary="One.\n\nTwo.", day=first, end=last, instant=instant))

    assert "1:2b7d86514721a0ddf79375b80d56559e" == digest  # another one would tell every reader of an edit


@ci
@example("".join(map(chr, range(1, 128))), "\x7f", None, None)
@given(st.text(st.characters(), min_size=1), st.text(st.characters()), st.dates() | st.none(), st.dates() | st.none())
def test_a_digest_is_one_of_sorted_json(title: str, summary: str, day: date | None, end: date | None) -> None:
    printed = Printed(title=title, summary=summary, day=day, end=end)
    fields = {"title": title, "summary": summary, "day": day and str(day), "end": end and str(end)}
    data = json.dumps({name: value for name, value in fields.items() if value}, sort_keys=True)

    digest = digest_of(printed)

    assert f"1:{hashlib.sha256(data.encode()).hexdigest()[:32]}" == digest


@ci
@given(any_text)
def test_text_that_needs_no_cleaning_is_told_apart_without_harm(raw: str) -> None:
    thorough = clean(raw + "\x00")  # a character that is dropped has the text looked at in every way

    assert thorough == clean(raw)


def test_no_character_escapes_cleaning_and_folding_alone_or_beside_another() -> None:
    letters = [chr(code) for code in range(0x110000)]
    texts = [*letters, *(lead + letter for lead in "aÂÃâð" for letter in letters[:0x100])]

    assert [] == [text for text in texts if clean(text) != clean(text + "\x00")]
    assert [] == [text for text in texts if fold(text) != fold(text + "\u00ad")]  # a mark that folding drops


def test_a_whole_page_is_looked_at_as_its_signs_are() -> None:
    signs = [chr(code) for code in range(0x3000)]

    assert [is_clean(sign) for sign in signs] == [is_clean("a" * 5000 + sign) for sign in signs]


def test_a_line_of_any_length_is_cleaned_in_one_pass() -> None:
    line = "a" * 400_000 + "Ã©"  # with a pass for each letter this would take an hour

    assert "a" * 400_000 + "é" == clean(line)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One.\nStill one.\n\nTwo.", "One. Still one.\n\nTwo."),
        ("One.\r\n\t \r\nTwo.", "One.\n\nTwo."),
        ("\n\n \n\nOne.\n\n\n\n\x00\n\nTwo.\n\n", "One.\n\nTwo."),
        ("", ""),
    ],
)
def test_paragraphs_are_separated_by_one_empty_line(raw: str, expected: str) -> None:
    assert expected == clean_paragraphs(raw)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s  “half-open”", 'it\'s "HALF‑OPEN"'),
        ("2019–2020", "2019-2020"),
        ("and so on…", "And so on..."),
        ("Caf\u00e9", "cafe\u0301"),
        ("STRASSE", "straße"),
        ("Co\u00adoperation\u200b", "cooperation"),
        ("\u2066Talks\u2069", "talks"),
    ],
)
def test_printings_of_one_title_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("cafe", "café"), ("C", "C++"), ("Talks.", "Talks"), ("R&D", "RD")])
def test_different_titles_do_not_fold_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("short", "short"), ("one two three", "one two…"), ("one two, three", "one two…"), ("x" * 11, "x" * 10 + "…")],
)
def test_long_text_is_cut_between_words(text: str, expected: str) -> None:
    assert expected == shorten(text, 10)


# ── slugs ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("C", "c"),
        ("Child labour", "child-labour"),
        ("Женщины", "zhenshchiny"),
        ("Café", "cafe"),
        ("Convention 189", "convention-189"),
        ("2019", "2019"),
        ("12th", "12th"),
        ("Labels: R/S", "labels-r-s"),
    ],
)
def test_a_plain_label_is_its_own_slug(label: str, expected: str) -> None:
    assert expected == slug_of(label)


@pytest.mark.parametrize(
    ("label", "stem"),
    [
        ("C++", "c"),
        ("C#", "c"),
        ("R&D", "r-d"),
        ("日本", "ri-ben"),
        ("100%", "100"),
        ("#MeToo", "metoo"),
        ("Con", "con"),
        ("COM1", "com1"),
        ("all", "all"),
        ("Index", "index"),
        ("archive", "archive"),
        ("x" * 300, "x" * 80),
        ("🎉🎉", "topic"),
        ("..", "topic"),
        ("", "topic"),
    ],
)
def test_a_label_that_would_lose_something_or_is_reserved_carries_a_hash(label: str, stem: str) -> None:
    slug = slug_of(label)

    assert re.fullmatch(re.escape(stem) + "-[0-9a-f]{6}", slug)


@pytest.mark.parametrize(
    "same",
    [
        ("12th Forum 2019", "Forum", "1st Forum (2020)", "Forum, 2021", "FORUM – 2022"),
        ("COVID-19", "covid‑19", "Covid–19", "COVID\u00ad-19"),
        ("Women at work", "women  at\u00a0work", "ＷＯＭＥＮ at work"),
        ("Don’t", "don't"),
        ("Caf\u00e9", "Cafe\u0301"),
    ],
)
def test_spellings_of_one_label_are_one_topic(same: tuple[str, ...]) -> None:
    assert len({slug_of(label) for label in same}) == 1


@pytest.mark.parametrize(
    "different",
    [
        ("C", "C++", "C#", "C*"),
        ("Convention 189", "Convention 190"),
        ("R&D", "R D", "R%D"),
        ("MeToo", "#MeToo"),
        ("日本", "日本語", "中国", "한국", "ไทย"),
        ("🎉", "🎉🎉", "🎈"),
        ("x" * 300, "x" * 301, "x" * 80),
        ("Con", "Com", "C"),
    ],
)
def test_different_labels_are_different_topics(different: tuple[str, ...]) -> None:
    assert len({slug_of(label) for label in different}) == len(different)


@ci
@given(any_text.map(clean))
def test_every_slug_is_a_file_name_on_every_system(label: str) -> None:
    slug = slug_of(label)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 90
    assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d|all|index|archive|topics", slug)


# ── words of a rule ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("women", "Women, work and wages"),
        ("women", "More women"),
        ("women", "Women’s day"),
        ("women's", "Women’s day"),
        ("child labour", "Against child  labour"),
        ("skill*", "Skilled people"),
        ("skill*", "A new skill"),
        ("COVID-19", "covid‑19 in Asia"),
        ("R&D", "More R&D!"),
        ("C++", "Jobs in C++, and others"),
        ("日本", "今日本語を話す"),
        ("日本*", "今日本語を話す"),
        ("ไทย", "ประเทศไทยวันนี้"),
        ("été", "Un ÉTÉ e\u0301te\u0301"),
    ],
)
def test_a_word_matches_where_it_stands_whole(word: str, title: str) -> None:
    assert matches((word,), title)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("work", "A network of workers"),
        ("women", "Womenfolk"),
        ("men", "Women"),
        ("skill*", "Unskilled people"),
        ("R&D", "R and D"),
        ("a.c", "abc"),
        ("child labour", "Child of labour"),
    ],
)
def test_a_word_does_not_match_inside_another(word: str, title: str) -> None:
    assert not matches((word,), title)


def test_words_are_sought_in_the_summary_too_but_not_across_both() -> None:
    assert matches(("child labour",), "Talks", "On child\n\nlabour.") is True
    assert matches(("child labour",), "Talks", "On labour.") is False


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────


def test_labels_stand_by_kind_then_kicker_then_rule() -> None:
    rules = (TopicRule(label="Women", words=("women",)), TopicRule(label="Skills", words=("skill*",)))
    printed = Printed(title="Skilled women", kickers=("Skills", "News"), sections=("Archive",))

    expected = [("type", "News"), ("topic", "Skills"), ("topic", "Women"), ("section", "Archive")]
    assert expected == labels(printed, *rules)


def test_a_kicker_is_spelt_as_its_rule_or_found_by_its_alias() -> None:
    rule = TopicRule(label="COVID-19", aliases=("Coronavirus",))

    assert labels(Printed(title="Talks", kickers=("coronavirus",)), rule) == [("topic", "COVID-19")]
    assert labels(Printed(title="Talks", kickers=("Covid‑19",)), rule) == [("topic", "COVID-19")]


def test_a_kicker_of_two_parts_is_filed_under_both() -> None:
    expected = [("topic", "Skills: Youth"), ("topic", "Skills")]

    assert expected == labels(Printed(title="Talks", kickers=("Skills: Youth",)))


@pytest.mark.parametrize("kicker", [": Youth", "Skills"])
def test_a_kicker_without_a_first_part_is_filed_under_itself_alone(kicker: str) -> None:
    assert [("topic", kicker)] == labels(Printed(title="Talks", kickers=(kicker,)))


def test_a_rule_decides_over_the_kinds_of_text() -> None:
    printed = Printed(title="Talks", kickers=("Video",))

    assert labels(printed) == [("type", "Video")]
    assert labels(printed, TopicRule(label="Video")) == [("topic", "Video")]


# ── feeds ─────────────────────────────────────────────────────────────────────────────────────────────


def stories(*kickers: str) -> list[FeedItem]:
    """Return an item for each kicker, the newest first."""
    return [
        item(
            Printed(title=f"Story {number}", kickers=(kicker,) if kicker else ()),
            guid=f"urn:example:{number}",
            published=NOON - timedelta(days=number),
        )
        for number, kicker in enumerate(kickers)
    ]


def paths(items: list[FeedItem], *rules: TopicRule) -> list[str]:
    config = Config(site=SITE, source=(Source(name="news", path="news.txt"),), topic=rules)
    return [feed.path for feed in gather(items, config)]


def categories(items: list[FeedItem]) -> list[list[str]]:
    config = Config(site=SITE, source=(Source(name="news", path="news.txt"),))
    return [[category.term for category in entry.categories] for entry in gather(items, config)[0].entries]


def test_a_site_without_items_has_no_feed() -> None:
    assert [] == paths([])


def test_a_kicker_gets_a_feed_when_it_recurs() -> None:
    assert ["all", "topics/skills"] == paths(stories("Skills", "skills", "Women"))


def test_a_rule_gets_a_feed_with_its_first_item() -> None:
    assert ["all", "topics/women"] == paths(stories("Women"), TopicRule(label="Women"))
    assert ["all", "topics/her"] == paths(stories("Women"), TopicRule(label="Women", slug="her"))


def test_the_first_part_of_a_kicker_is_a_topic_only_if_it_recurs_or_stands_alone() -> None:
    assert [["Skills: Youth"]] == categories(stories("Skills: Youth"))
    assert [["Skills: Youth", "Skills"], ["Skills"]] == categories(stories("Skills: Youth", "Skills"))
    assert ["all", "topics/skills"] == paths(stories("Skills: Youth", "Skills: Age"))


def test_a_label_is_spelt_as_its_earliest_item_spells_it() -> None:
    assert [["Skills"], ["Skills"]] == categories(stories("SKILLS", "Skills"))


def test_a_feed_shows_the_newest_arrivals_and_counts_them_all() -> None:
    config = Config(site=SITE, source=(Source(name="news", path="news.txt"),))

    feed = gather(stories(*[""] * (FULL + 5)), config)[0]

    assert (FULL // 2 + 5, FULL + 5) == (len(feed.entries), feed.total)
    assert feed.entries[0].title == "Story 0"


# ── words of a config ─────────────────────────────────────────────────────────────────────────────────

WORDS = st.text(st.sampled_from("abß é中の*-'’+. \u00a0"), min_size=1, max_size=8)


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(
    words=st.lists(WORDS.filter(lambda word: fold(word).strip("* ")), min_size=1, max_size=3),
    text=st.text("abßÉ中の-'+. \n"),
)
def test_a_look_for_pieces_of_words_hides_no_word(words: list[str], text: str) -> None:
    wanted = words_of(words)
    folded = fold(text)

    assert bool(wanted.pattern.search(folded)) == wanted.stand_in(folded)


@ci
@given(word=st.text(st.sampled_from("abß.中- "), min_size=1, max_size=6).filter(str.strip), text=st.text("abß.中- _"))
def test_a_word_is_found_where_no_letter_stands_beside_it(word: str, text: str) -> None:
    parts, folded = fold(word).split(), fold(text)
    before, after = (
        r"(?<!\w)" if parts[0][0].isalpha() and parts[0][0] != "中" else "",
        r"(?!\w)" if parts[-1][-1].isalpha() and parts[-1][-1] != "中" else "",
    )
    plainly = re.compile(before + r"\s+".join(map(re.escape, parts)) + after)

    found = words_of([word]).stand_in(folded)

    assert bool(plainly.search(folded)) == found
    assert ([0] if found else []) == Finder([words_of([word])]).find(folded)


def test_no_pattern_is_tried_where_no_piece_of_its_words_stands() -> None:
    wanted = replace(words_of(["child labour", "minimum age*"]), pattern=re.compile(""))

    assert not wanted.stand_in("a childlike summer")
    assert wanted.stand_in("labours of love")
