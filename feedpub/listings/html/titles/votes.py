"""Which span of a record is its title: decided by all records of a group together."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.listings.html.groups.spans import Key, Span
from feedpub.listings.html.groups.variants import variants
from feedpub.listings.html.page.dating import (
    COUNTED,
    REPUBLIC,
    beside_date,
    dates_of,
    looks_like_a_date,
    without_edge_date,
)
from feedpub.listings.html.page.language import is_chinese
from feedpub.listings.html.page.names import AUTHOR, BY, FURTHER, META, NAMED, P_NAME, PLACE, TITLE
from feedpub.listings.html.page.prose import are_sentences, is_sentence
from feedpub.listings.html.page.tree import Page, width
from feedpub.listings.html.titles.ballots import Ballot, settle
from feedpub.listings.html.titles.signs import (
    are_days,
    fills_its_link,
    is_glued,
    is_labelled,
    is_of_a_sentence,
    lead_to_documents,
    leads_to_author,
    says_more_than_its_link,
)
from feedpub.listings.html.titles.targets import led_by_own
from feedpub.listings.html.titles.versions import is_version, name_programs

_MOST: Final = 0.5
_POOR: Final = 0.4
"""Less is the score of no title."""
_NAME_WIDE: Final = 50
_NAME: Final = 10
"""Letters of a title at least that all entries have."""
_ALIKE: Final = 0.7
_KINDS: Final = 3
"""So many different texts are no status of something: “Held”, “Cancelled”."""
_EACH: Final = 0.9
_PROSE: Final = 0.7
"""The share of texts that are several sentences from which on they are no titles beside others."""
_OF_NUMBERS: Final = 0.6
_OF_OTHERS: Final = frozenset(("author", "date", "due", "place", "kicker", "credit"))
"""What columns are in which no titles stand."""
_OF_MORE: Final = frozenset(("author", "place"))
"""What columns are in which links lead to more of one: texts of an author, a map of a place."""
_DIGITS: Final = re.compile(r"\d[\d.,]*")
_FORMS: Final = 0.2
"""The share of texts that are forms with numbers in them, where these are counts and names of files."""
_CLOCK: Final = re.compile(r"\d:[0-5]\d(?!\d)")
_CODE: Final = re.compile(
    r"(?:(?:no|nos|nr|n°|case|file|docket|item|ref)\b[.:]?\s*){0,2}[\w./:-]*\d[\w./:-]*", re.IGNORECASE
)
"""A number or the name of a file: a title only where there is no better one."""
_ADDRESS: Final = re.compile(r"https?://\S+")
"""Where something is says nothing of it."""
_CODE_WIDE: Final = 16
"""So wide, what has no spaces because its script has none is a sentence."""


def vote_title(page: Page, records: Sequence[Sequence[Span]]) -> list[Ballot]:
    """Return the keys that may be titles, best first."""
    holders: defaultdict[Key, list[Span]] = defaultdict(list)
    early: defaultdict[Key, float] = defaultdict(float)
    owners: defaultdict[Key, set[int]] = defaultdict(set)
    opening: defaultdict[Key, int] = defaultdict(int)
    for number, spans in enumerate(records):
        seen: set[Key] = set()
        said = (span for span in spans if width(span.text) >= _NAME and not looks_like_a_date(span.text))
        begins = next((span.p0 for span in said), -1)
        for span in spans:
            if span.key[0] == "b" or span.key[2] > 3 or span.key in seen:
                continue
            seen.add(span.key)
            holders[span.key].append(span)
            owners[span.key].add(number)
            opening[span.key] += span.p0 <= begins
            early[span.key] += 1 - (span.p0 - spans[0].p0) / max(spans[-1].p1 - spans[0].p0, 1)
    ballots = []
    for keys in variants(owners):
        alike = [span for key in keys for span in holders[key]]
        if len(alike) >= 0.3 * len(records):
            first = sum(early[key] for key in keys) / len(alike)
            opens = sum(opening[key] for key in keys) > _EACH * len(alike)
            files = alike[0].text[0].isdigit() and name_programs(page, (span.text for span in alike), records)
            ballot = _weigh(page, alike, len(alike) / len(records), first, opens=opens, files=files)
            ballots += [replace(ballot, key=key) for key in keys]
    ballots = settle(ballots, records)
    ballots.sort(key=lambda ballot: -ballot.score)
    key = led_by_own(page, [ballot.key for ballot in ballots], holders, len(records))
    if key is not None:
        ballots = [replace(ballot, score=ballots[0].score + 1) if ballot.key == key else ballot for ballot in ballots]
        ballots.sort(key=lambda ballot: -ballot.score)
    return ballots


def most_of_title(*, heading: bool, link: bool, like: bool, exactly: bool, labelled: bool) -> float:
    """Return the most that a key can score whose spans may be headings, links, called like titles or exactly so."""
    return 1.6 + 0.7 * heading + 0.65 * link + 0.5 * like + 1.0 * exactly + 0.6 * labelled


class _Traits(Struct, frozen=True):
    """What of a text speaks for or against a title, wherever it stands."""

    wide: int
    letters: float  # the share of its characters
    clock: bool
    code: bool
    version: bool
    stop: bool  # it ends as sentences do
    prose: bool  # it is several sentences
    edge: bool  # a date at its beginning or end
    date: bool
    further: bool


@lru_cache(maxsize=20_000)
def _traits_of(text: str) -> _Traits:
    """Return the traits of a text; remembered, for many groups of a page show the same texts."""
    wide = width(text)
    version = wide < _NAME_WIDE and is_version(text)
    return _Traits(
        wide=wide,
        letters=sum(map(str.isalpha, text)) / len(text),
        clock=_CLOCK.search(text) is not None,
        code=(wide == len(text) or wide < _CODE_WIDE) and _CODE.fullmatch(text) is not None,
        version=version,
        stop=is_sentence(text),
        prose=are_sentences(text),
        edge=bool(without_edge_date(text)),
        date=bool(dates_of(text)) if version else looks_like_a_date(COUNTED.sub("", text) or text),
        further=(wide < 40 and FURTHER.match(text) is not None) or says_where(text),
    )


def says_where(text: str) -> bool:
    """Say whether most of a text is an address."""
    return 2 * len("".join(_ADDRESS.findall(text))) > len(text)


def _weigh(  # noqa: PLR0913 - what was found out about the key
    page: Page, spans: Sequence[Span], share: float, early: float, *, opens: bool, files: bool
) -> Ballot:
    """Weigh one key: titles differ, are of a line's length, stand first, in headings, and lead somewhere.

    `opens` says that no other words stand before them in nearly all records, `files` that they name programs.
    """
    key, first, texts, number = spans[0].key, spans[0].node, [span.text for span in spans], len(spans)
    traits = [_traits_of(text) for text in texts]
    distinct = len(set(texts)) / number
    letters = sum([one.letters for one in traits]) / number
    heading = sum([page.head[span.node] for span in spans]) / number
    linked = [span for span in spans if span.link >= 0]
    link = len({page.nodes[span.link].get("href") for span in linked}) / number
    names, column = f"{page.hints[first]} {page.hints[page.parent[first]]}", page.column.get(first)
    # Numbers of cases are titles where each is a heading of its own, versions wherever each entry has one.
    own = distinct > _EACH and share > _EACH
    republic = all(map(REPUBLIC.fullmatch, texts)) and is_chinese(page)
    versions = own and not republic and (files or sum([one.version for one in traits]) > _EACH * number)
    heads = own and (heading > _EACH or versions)
    wide = median([one.wide for one in traits])
    length = _of_a_length(wide)
    glued = sum([is_glued(page, span) for span in spans if span.p1 - span.p0 > 1]) / number
    score = (
        1.1 * (1.0 if versions else max(length, _OF_NUMBERS) if heads else length)
        + 0.7 * heading
        + 0.5 * link * (column not in _OF_MORE)
        + 0.15 * (sum([span.inner for span in spans]) / number) * (link > 0.5)
        + 0.15 * (sum([page.bold[span.node] for span in spans]) / number)
        + 0.3 * early
        + 0.5 * bool(TITLE.search(names))
        + 0.7 * bool(P_NAME.search(page.hints[first]))
        + 0.3 * (page.nodes[first].get("itemprop") in {"name", "headline"})
        + 0.6 * (column in {"title", "home"} or (key[0] == "t" and is_labelled(page, spans[0])))
        - 0.5 * (column in _OF_OTHERS or bool(META.search(page.hints[first])))
        - 0.5 * (sum([leads_to_author(page, span) for span in linked]) / number)
        - 0.3 * (sum([one.clock for one in traits]) / number)
        - 0.1 * (key[0] == "t")
        - 0.3 * (sum([says_more_than_its_link(page, span) for span in spans if not span.inner]) / number)
        - 0.6 * glued
        - 0.6 * (sum([page.holds_an_answer(span.node) for span in spans]) / number if page.answers[-1] else 0.0)
        - 0.1 * key[2]
        - 0.2 * (sum([one.stop for one in traits]) / number)
        - (0.0 if heads else 0.8) * max(0.0, 0.6 - letters)
        - (0.1 if heads else 0.8) * (sum([one.code for one in traits]) / number)
        - 0.3 * (sum([one.edge for one in traits]) / number)
    )
    papers = key[0] == "r" and share > _EACH and max(heading, link) > _EACH and _are_documents(page, spans)
    score *= 0.25 + 0.75 * share
    alike = score if all(one.wide >= _NAME and not (one.date or one.further) for one in traits) else 0.0
    varied = 0.1 + distinct if distinct < 0.4 else 0.33 + 0.67 * distinct
    score *= varied
    if key[0] == "r" and number > 1 and len(set(texts)) == 1:
        score *= _POOR  # what all say beside the day
    score *= 1 - 0.7 * (sum([is_of_a_sentence(page, span) for span in spans]) / number)
    # A heading that is a link of its own is no heading of a day.
    is_named = NAMED.search(page.hints[first]) is not None
    days = 0.0 if is_named or min(heading, link) > _EACH else are_days(texts)
    # What calls itself a title is one, whatever day it has beside other words.
    titled = [is_named and beside_date(text) != "" for text in texts]
    dated = sum([one.date and not (other or files) for one, other in zip(traits, titled, strict=True)]) / number
    if not opens or min(heading, distinct) <= _EACH:  # “Read our annual report of 2012” calls to nothing above it
        score *= 1 - 0.8 * (sum([one.further for one in traits]) / number)
    says_more = all(map(beside_date, texts)) or lead_to_documents(page, spans)
    named = score if key[0] == "e" and own and says_more else 0.0
    dated = 1.0 if republic else dated
    score *= 1 - 0.9 * max(0.0 if versions and dated < _MOST else dated, days)  # “2.9.11” beside “2.10.0” is no day
    numbered = number > 1 and heading < _MOST and not versions and all(map(_DIGITS.search, texts))
    forms = len({_DIGITS.sub("", text) for text in texts}) if numbered else number
    counts = numbered and forms <= max(1, _FORMS * number) and not any(fills_its_link(page, span) for span in spans)
    prose = heading < _MOST and sum([one.prose for one in traits]) >= _PROSE * number
    of_others = column in _OF_OTHERS or PLACE.search(names) is not None or AUTHOR.search(names) is not None
    return Ballot(
        key=key,
        score=score,
        share=share,
        link=link,
        heading=heading,
        counts=counts,
        prose=prose,
        glued=glued > _MOST,
        wide=wide,
        named=named,
        alike=_ALIKE * alike,
        papers=score / varied if papers else 0.0,
        says=own and not (prose or of_others) and sum([one.stop for one in traits]) <= _MOST * number,
        day=sum([one.date for one in traits]) == number and not all(map(beside_date, texts)),
        dated=sum([one.edge or one.date for one in traits]) > _MOST * number,
        kinds=share > _EACH and not (linked or of_others) and len(set(texts)) >= _KINDS,
    )


def _are_documents(page: Page, spans: Sequence[Span]) -> bool:
    """Say whether days tell texts of few kinds apart, but of more than one: “Minutes of 3 May”, “Agenda for 9 May”.

    “Posted on 3 May” is of one kind, and “By Ada, 3 May” says who wrote.
    """
    kinds = {span.text for span in spans}
    wholes = {page.text(span.p0, span.p1) for span in spans}
    few = 1 < len(kinds) <= _MOST * len(spans) and len(wholes) > _EACH * len(spans)
    return few and not any(map(BY.match, kinds))


def _of_a_length(wide: float) -> float:
    """Return how much a width is that of titles."""
    for limit, value in ((3, 0.05), (8, 0.3), (13, 0.5), (20, 0.7), (28, 0.9), (170, 1.0), (260, 0.7)):
        if wide < limit:
            return value
    return 0.35
