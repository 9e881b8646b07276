"""Play months of editing on a listing page and count what a subscriber sees.

    python tests/simulator.py --histories 1000 --first 0 --jobs 2 [--json FILE] [--show N]

A *history* is a site with one listing page, newest first, cut at N entries; 40 steps of editing follow its
first page, and each step is read once through the real chain (parse, normalise, reconcile, judge, keep).
Every story has an identity that feedpub never sees. Counted are

ghost    a guid is announced for a story that has an announced guid already
loss     a story stood in a reading and no guid was ever announced for it
swap     a story appears under a guid that was announced for another story
needless `updated` of an item moved though neither title, summary nor day of its story was edited
missed   `updated` of an item stayed though title, summary or day of its story was edited

Every other text page has stories that go on in lines without a full stop, and a foot that changes: nothing shows where
its last entry ends, and old ones become last one after the other. A page of these that is read otherwise than it was
meant (a line of a programme passes for a title) is left out, and counted.

The id policies of other generators see the same pages and are counted by the same rules. Counted apart, for
every policy alike, is what the pages alone cannot tell (`Account.ghost_kind`, `Account.swap_kind`):

beyond recognition    a ghost whose title (similarity < 0.5) and day were both changed since it was last
                      shown, and whose link did not stay
twin replaced         a swap of two stories of one day with titles alike (similarity >= 0.8), when one comes in
                      the very reading from which the print of the other is gone
replaced in its place a swap of two stories of one day, neither with a link, when one stands in the very reading
                      from which the other is gone between the same neighbours, and no summary tells them apart:
                      a title that was rewritten prints the same
one link, two stories a swap of two stories with one link, which no page up to then had on two stories
aftermath             whatever else befalls the stories of the last two

Everything follows from the seed of the history. Needs feedpub installed, or PYTHONPATH at its folder.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID

from feedpub.guard import judge
from feedpub.ledger import Ledger, open_ledger
from feedpub.listings import parse_listing
from feedpub.model import FeedItem, Listing, ListingEntry
from feedpub.normaliser import Origin, normalise
from feedpub.reconcile import Change, reconcile
from feedpub.text import fold

SITE = UUID("00000000-0000-4000-8000-000000000001")
PAGE = "https://www.example.org/news"
ORIGIN = Origin(source="listing", file="listing", page=PAGE)
STEPS = 40

# ── words ─────────────────────────────────────────────────────────────────────────────────────────────


def _list(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", " ").split("|"))


WORDS: Mapping[str, tuple[str, ...]] = {
    "org": _list(
        "ILO|FAO|UNICEF|UNESCO|WHO|UNDP|World Bank|OECD|African Union|European Commission|Red Cross|IFC|ASEAN"
        "|UN Women|UNHCR|WTO|Council of Europe|IMF|Nordic Council|Employers’ Federation|Trade Union Congress"
        "|Ministry of Labour|Ministry of Health|National Statistics Office|Chamber of Commerce|Port Authority"
        "|Supreme Court|Central Bank|Labour Inspectorate|Parliament"
    ),
    "country": _list(
        "Kenya|Uganda|Nepal|Peru|Chile|Viet Nam|Indonesia|Sri Lanka|Pakistan|Bangladesh|Jordan|Lebanon|Egypt|Tunisia"
        "|Ghana|Senegal|Zambia|Malawi|Ethiopia|Rwanda|Mexico|Colombia|Brazil|Haiti|Costa Rica|Japan|China|Mongolia"
        "|Fiji|Samoa|Papua New Guinea|Thailand|Cambodia|Lao PDR|Myanmar|Philippines|Ukraine|Moldova|Georgia|Armenia"
        "|Turkey|Portugal|Norway|Ireland|Côte d’Ivoire|South Africa|North Macedonia|Timor-Leste"
    ),
    "city": _list(
        "Geneva|Beijing, China|Jakarta, Indonesia|Nairobi|Lima|Colombo, Sri Lanka|Hanoi|Amman, Jordan|Brussels|New York"
        "|Dakar, Senegal|Southern Punjab, Pakistan|Bangkok|Turin, Italy|Addis Ababa|Beirut|Suva, Fiji|Manila|Kyiv"
    ),
    "sector": _list(
        "garment|automotive|fishing|mining|construction|tourism|forestry|textile|shipping|banking|railway|health"
        "|dairy|coffee|cotton|electronics|chemical|postal|education|hospitality|oil and gas|retail|steel|film|tea"
    ),
    "topic": _list(
        "child labour|forced labour|social protection|skills mismatch|gender equality|youth employment|heat stress"
        "|minimum wages|occupational safety|informal work|labour migration|domestic work|decent work|green jobs"
        "|supply chains|collective bargaining|the future of work|public procurement|maternity leave|home work"
        "|digital platforms|labour inspection|pension reform|HIV prevention|apprenticeships|rural roads|clean water"
        "|food prices|violence at work|disability inclusion|fair recruitment|productivity|freedom of association"
        "|school meals|vaccination|flood relief|microfinance|trade agreements|safe staffing|air quality"
    ),
    "group": _list(
        "young workers|women farmers|refugees|garment workers|small enterprises|seafarers|fishers|nurses|teachers"
        "|apprentices|street vendors|domestic workers|cooperatives|homeworkers|miners|returning migrants|musicians"
        "|labour inspectors|mayors|truck drivers|journalists|shop stewards|dock workers|midwives|students"
    ),
    "plan": _list(
        "action plan|road map|code of practice|national strategy|training centre|hotline|pilot programme|guideline"
        "|checklist|joint declaration|five-year agreement|online course|research network|emergency fund|draft law"
        "|help desk|song competition|mobile clinic|statistical database|apprenticeship scheme|memorandum"
    ),
    "verb": _list(
        "launches|adopts|reviews|signs|prepares|finances|extends|presents|welcomes|rejects|evaluates|publishes"
        "|suspends|revises|endorses|tests|translates|simplifies"
    ),
    "event": _list(
        "earthquake|pandemic|general election|drought|regional summit|World Day of Social Justice|strike|heat wave"
        "|factory fire|cyclone|budget cuts|International Women’s Day|harvest season|trade dispute|school closures"
    ),
    "need": _list(
        "electricity|safe transport|child care|a contract|sick pay|broadband|legal aid|drinking water|health insurance"
        "|a bank account|protective equipment|birth certificates|a pension"
    ),
    "role": _list(
        "chief economist|regional director|programme officer|special envoy|head of research|trade union leader"
        "|policy adviser|legal officer|field coordinator|data analyst|communication officer|statistician"
    ),
    "first": _list(
        "Amina|Jonas|Mei|Carlos|Fatou|Ingrid|Ravi|Sophie|Tomás|Nadia|Kwame|Yuki|Elena|Samir|Grace|Pavel|Lucía|Omar"
        "|Hanna|Tendai"
    ),
    "last": _list(
        "Okafor|Lindqvist|Chen|Ramírez|Diallo|Berg|Perera|Martin|Novák|Haddad|Mensah|Tanaka|Petrova|Khan|Wanjiru"
        "|Horvat|Silva|Farouk|Virtanen|Moyo"
    ),
    "adjective": _list(
        "resilient|inclusive|rural|informal|urgent|unexpected|sustainable|regional|cautious|ambitious|critical|modest"
        "|practical|historic|fragile|broad"
    ),
    "noun": _list(
        "wages|inspections|orders|exports|jobs|training|reform|dialogue|recovery|standards|investment|contracts|safety"
        "|remittances|incomes|skills|rights|tariffs|repairs|childcare|evidence|deadlines|housing|transport"
    ),
    "month": _list("January|February|March|April|May|June|July|August|September|October|November|December"),
}

TITLES = _list(
    "{org} and {country} sign agreement on {topic}|{country} ratifies convention on {topic}"
    "|{sector} factories in {country} struggle with {noun} after {event}|How {group} in {country} cope with {topic}"
    "|{country}: {count} {group} trained in {topic}|{first} {last}: Time to act on {topic}"
    "|Why {topic} matters for {group}|{sector} employers and unions agree on {noun} in {country}"
    "|{org} to release new data on {topic}|{count} million {group} without {need}, says {org}"
    "|What next for the {sector} industry?|“We want {need}”: {group} speak out|{org} {verb} {plan} for {group}"
    "|{org} {verb} {plan} on {topic} in {country}|{event} leaves {group} of {country} without {need}"
    "|New {plan} brings {need} to {group}|From {noun} to {noun}: {first} {last} looks back"
    "|{country} counts the cost of the {event} for its {sector} sector|Looking back, moving forward: {org} in {country}"
    "|Five questions about {topic}|{adjective} {noun} in the {sector} sector of {country}, report finds"
    "|{group} get ready for {topic}|Can {topic} save the {sector} sector?|{org}: {event} carries risk for {group}"
    "|{country} joins global initiative against {topic}|Building a {adjective} {sector} industry, one {plan} at a time"
    "|{first} {last} appointed {role} of {org} in {country}|Closing the gap in {need} for {group} of {country}"
    "|{org} calls for {adjective} response to {event}|More {noun}, fewer {noun}: lessons of the {event}"
    "|{count} projects for {topic} selected in {country}|Court in {country} rules on {topic} of {group}"
    "|{group} of {country} win {adjective} {noun}|Voices from {country}: life of {group} after the {event}"
    "|{sector} sector: {noun} down {count} per cent in a year|Behind the {noun}: a day with {group} in {country}"
    "|{plan} against {topic} enters into force|No {noun} without {noun}, warn {group}"
    "|{org} experts discuss {topic} with {group}|{country} hosts {adjective} conference on {topic}"
    "|Let us talk about {topic} and {topic}|{org} mourns {first} {last}, pioneer of {topic}"
    "|A {adjective} {plan} for {country}’s {group}|Towards {need} for all {group}"
    "|{event} in {country}: {org} sends {role}|{sector} workers, {group} and the promise of {topic}"
    "|Irrigation, {noun} and {noun} for {adjective} villages in {country}|{country} doubles {noun} for {group}"
)
SENTENCES = _list(
    "The {org} and its partners in {country} have agreed to step up {noun} for {group}."
    "|A new report finds {adjective} gaps in {topic}, above all for {group}."
    "|More than {count} {group} took part in the {plan}, which was funded by the {org}."
    "|{first} {last}, {role} of the {org}, explains why {topic} has become {adjective}."
    "|The {event} has taken its toll on the {sector} sector, says the {org}."
    "|Representatives of {country} met in {place} to discuss {noun} and {noun}."
    "|With the support of the {org}, {group} in {country} gain access to {need}."
    "|The {plan} will run for {count} months and covers the {sector} sector."
    "|For {group}, {noun} remain {adjective} more than a year after the {event}."
    "|It is the first time that {country} {verb} a {plan} on {topic}."
    "|Participants called for {adjective} measures against {topic} and better {noun}."
    "|Studies by the {org} show that {topic} and {noun} go hand in hand."
    "|{group} and employers of the {sector} sector want the {plan} to be extended."
    "|How much {noun} cost {country} is the subject of a study of {count} pages."
)
BOILERPLATE = _list(
    "The full press release is on file.|Watch the recording of the event.|For more information, contact the press office."
    "|This story is part of our series on the world of work.|Available in English, French and Spanish."
    "|Download the report and the summary for policy makers."
)
SUBTITLES = _list(
    "What we learned in {country}|The {org} explains|A {adjective} step for {group}|Lessons for {country}"
    "|{group} tell their story|The numbers behind {topic}|Report of the {role}|{first} {last} reports|Five facts"
)
SERIES = (  # title, and whether every issue has the same
    ("Weekly bulletin No. {n}", False),
    ("{org} newsletter, issue {n}", False),
    ("Situation report {n}: {event} in {country}", False),
    ("Circular {n}/{year}", False),
    ("Session {n} of the Committee on {topic}", False),
    ("Labour market update, {month} {year}", False),
    ("{sector} price index for {month} {year}", False),
    ("Call for applications: {*country}", False),
    ("Vacancy: {role}, {*country}", False),
    ("Statement by the Director-General on {*topic}", False),
    ("Interview with {*first} {*last}", False),
    ("Procurement notice {n}: {*need}", False),
    ("Weekly press briefing", True),
    ("Vacancies of the week", True),
    ("Photo of the week from {country}", True),
    ("Minutes of the governing body", True),
)
LINES = _list(
    "Doors open at {count}|Welcome by the {role}|{first} {last}, {org}|Coffee and {noun}|Room {count}, second floor"
    "|Panel: {topic} and {noun}|Film about {group}|Questions from {country}|Exhibition: {adjective} {noun}|Closing words"
)
"""Lines of a programme: they do not end like sentences."""
FEET = _list(
    "More news of the {org}|Page 1 2 3 Next|The press office is closed in {month} and on Mondays."
    "|Contact: press@example.org, +41 22 555 01 {count}|Last updated: {count} minutes ago|© 2021 Example Organization"
    "|Follow us|Subscribe to the newsletter of the {org}|Older news can be found in the archive."
)
KICKERS = _list(
    "News|Press release|Media advisory|Statement|Feature|Migration|Social Protection|COVID-19: Promoting skills"
    "|Garment sector in Asia|Event|Publication|Article|Video|Op-ed|Future of work|News update"
)
FUNCTION_WORDS = frozenset(_list("a|an|and|the|of|in|on|for|to|with|without|at|after|against|its|as|by|from|is"))


def compose(rng: Random, template: str, **given: str) -> str:
    """Fill a template with words; the first letter becomes a capital."""

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name in given:
            return given[name]
        if name == "count":
            return str(rng.choice((3, 5, 12, 20, 40, 75, 100, 120, 250, 300, 500, 1000)))
        return rng.choice(WORDS["city" if name == "place" else name])

    return _capital(re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", re.sub(r"\{(\w+)\}", word, template)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def similarity(a: str, b: str) -> float:
    """Say how alike two texts are, from 0 to 1."""
    return _similarity(a.casefold(), b.casefold())


@lru_cache(maxsize=4096)
def _similarity(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


# ── what an editor does to words ──────────────────────────────────────────────────────────────────────


def misprint(rng: Random, text: str) -> str:
    """Swap, drop, double or replace one letter, or change case, quotes or dashes, now and then a digit."""
    digits = [m.start() for m in re.finditer(r"\d", text)]
    if digits and rng.random() < 0.1:
        at = rng.choice(digits)
        return text[:at] + rng.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]
    words = [m.span() for m in re.finditer(r"[^\W\d_]{4,}", text)]
    if not words:
        return text + "!"
    start, stop = rng.choice(words)
    at = rng.randrange(start + 1, stop - 1)
    kind = rng.randrange(7)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    if kind == 3:
        return text[:at] + rng.choice("aeioustrn") + text[at + 1 :]
    if kind == 4:
        return text[:stop] + ("" if text[stop - 1] == "s" else "s") + text[stop:]
    if kind == 5:
        return text[:start] + text[start:stop].title() + text[stop:]
    return text.replace("’", "'").replace("“", '"').replace("”", '"') if re.search("[’“”]", text) else text + "."


def reword(rng: Random, title: str) -> str:
    """Say the same with most of the content words in another order."""
    words = title.rstrip("?.!").split()
    cuts = [i for i, word in enumerate(words) if 0 < i < len(words) - 1 and word.casefold() in FUNCTION_WORDS]
    cut = rng.choice(cuts) if cuts else max(len(words) // 2, 1)
    head, tail = words[:cut], words[cut:]
    if tail and tail[0].casefold() in {"and", "is"}:
        tail = tail[1:]
    if rng.random() < 0.5:
        content = [i for i, word in enumerate(tail) if word.casefold() not in FUNCTION_WORDS]
        if content:
            tail[rng.choice(content)] = rng.choice(WORDS["noun"])
    joint = rng.choice((":", ",", " –", ""))
    return _capital(" ".join(tail).rstrip(":,") + joint + " " + " ".join(head).rstrip(":,"))


def half_rewrite(rng: Random, title: str) -> str:
    """Replace half of the words."""
    words = title.split()
    content = [i for i, word in enumerate(words) if word.casefold() not in FUNCTION_WORDS]
    half = (len(content) + 1) // 2
    number = min(len(content), max(half, rng.choice((half, len(words) // 2))))
    for i in rng.sample(content, number):
        words[i] = rng.choice(WORDS[rng.choice(("noun", "adjective", "verb", "sector", "country"))])
    return _capital(" ".join(words))


def near_twin(rng: Random, title: str) -> str:
    """Make the title of another story that differs by one word, one number or one letter."""
    kind = rng.randrange(3)
    numbers = list(re.finditer(r"\d+", title))
    if numbers and kind < 2:
        match = rng.choice(numbers)
        return title[: match.start()] + str(int(match[0]) + rng.randint(1, 9)) + title[match.end() :]
    words = title.split()
    places = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not places:
        return f"{title} {rng.randint(2, 9)}"
    at = rng.choice(places)
    if kind == 2:
        words[at] = words[at][:-1] if words[at].endswith("s") else words[at] + "s"
        return " ".join(words)
    known = next((pool for pool in WORDS.values() if words[at] in pool), WORDS["noun"])
    words[at] = rng.choice([word for word in known if word != words[at]])
    return _capital(" ".join(words))


def edit_summary(rng: Random, summary: str) -> str:
    """Change a word, add or drop a sentence, or write it anew."""
    sentences = re.split(r"(?<=[.!?])\s+(?!\n)", summary)
    kind = rng.randrange(10)
    if kind < 4:
        words = summary.split(" ")
        places = [i for i, word in enumerate(words) if word.isalpha() and len(word) > 3]
        if places:
            words[rng.choice(places)] = rng.choice(WORDS[rng.choice(("noun", "adjective"))])
            return " ".join(words)
    if kind < 7:
        return f"{summary} {compose(rng, rng.choice(SENTENCES))}"
    if kind < 8 and len(sentences) > 1:
        return " ".join(sentences[:-1])
    return compose(rng, rng.choice(SENTENCES))


# ── the site ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True, kw_only=True)
class Story:
    """A story with its true identity, and what is printed of it now."""

    number: int
    title: str
    day: date
    summary: str = ""
    kicker: str = ""
    place: str = ""
    credit: str = ""
    path: str = ""
    query: tuple[str, ...] = ()
    host: str = ""
    scheme: str = ""
    linked: bool = False
    right: str = ""
    series: int = -1
    locked: bool = False  # one of two stories with one title and one day: only its summary tells them apart
    pending: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Slot:
    """A place on the page; a copy of an entry stands until a step, perhaps under a kicker of its own."""

    story: Story
    until: int = 0
    kicker: str = ""


@dataclass(slots=True, kw_only=True)
class Series:
    """A series of stories whose titles differ by a number, month or place, or not at all."""

    template: str
    same: bool
    number: int
    month: int
    summaries: str
    replaces: bool = False
    landing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a text page is set."""

    marker: str = "1"
    first: int = 1
    restart: bool = False
    headings: bool = False
    indent: int = 2
    body: int = 4
    blank: bool = True
    kicker: bool = True
    credit: bool = True
    title: bool = True
    dates: str = "long"
    comma: bool = True
    newline: str = "\n"


class Shown(NamedTuple):
    """What a page shows of a story: all that any policy can see."""

    title: str
    summary: str
    day: date | None
    link: str


def show_day(day: date, style: str) -> str:
    """Print a day in one of the ways that listings do."""
    month = WORDS["month"][day.month - 1]
    return {
        "long": f"{day.day} {month} {day.year}",
        "zero": f"{day.day:02} {month} {day.year}",
        "short": f"{day.day} {month[:3]} {day.year}",
        "american": f"{month} {day.day}, {day.year}",
        "weekday": f"{day:%A}, {day.day} {month} {day.year}",
        "iso": day.isoformat(),
    }[style]


class Site:
    """A site whose editors are at work. Every choice is drawn from the seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = Random(seed)  # noqa: S311 - a history that can be repeated
        rng = self.rng
        self.text = seed % 2 == 0
        # Drawn apart: the other choices of a history do not depend on it.
        self.foot_rng = Random(f"foot {seed}")  # noqa: S311 - a history that can be repeated
        self.endless = self.text and self.foot_rng.random() < 0.5
        self.foot = self._new_foot()
        self.dated = self.text or rng.random() >= 0.2
        self.summaries = rng.random() >= 0.1
        self.kickers = rng.random() < 0.7
        self.summary_share = 0.28
        self.now = datetime(2021, 1, 4, tzinfo=UTC) + timedelta(days=rng.randrange(700), hours=rng.randrange(6, 22))
        self.last_day = self.now.date()
        self.length = rng.randint(8, 30)
        self.step = 0
        self.stories: list[Story] = []
        self.slots: list[Slot] = []
        self.removed: list[Story] = []
        self.fresh: list[Story] = []
        self.twinned: list[Story] = []
        self.claims: dict[tuple[str, date | None], int] = {}
        self.edits: Counter[str] = Counter()
        self.log: list[str] = []
        self.boilerplate = rng.sample(BOILERPLATE, 2)
        self.kicker_pool = rng.sample(KICKERS, 6)
        self.layout = self._new_layout()
        self.date_style = rng.choice(("long", "zero", "short", "american", "weekday", "iso"))
        # A link is scheme, host, prefix, path and query; the path is the story's, the rest mostly the site's.
        self.link_style = rng.choice(("slug", "slug", "number", "query"))
        self.slug_follows = self.link_style == "slug" and rng.random() < 0.3
        self.link_share = rng.choice((1.0, 1.0, 1.0, 0.6, 0.0)) if not self.text else 0.0
        self.scheme = rng.choice(("http", "https"))
        self.host = rng.choice(("www.example.org", "example.org", "news.example.org"))
        self.prefix = rng.choice(("/news", "/en/news", "/stories"))
        self.site_query: tuple[str, ...] = ()
        landings = not self.text and rng.random() < 0.08
        self.series = [self._new_series(landing=landings) for _ in range(rng.randint(3, 5))]
        if rng.random() < 0.2:
            self.series[0].replaces = True
        day = self.last_day
        for _ in range(self.length + 12):
            story = self._new_story(day)
            self.slots.append(Slot(story=story))
            day -= timedelta(days=rng.choice((0, 0, 1, 1, 2, 3, 5)))
        self.fresh.clear()

    # ── pages ──

    @property
    def visible(self) -> list[Slot]:
        """What stands on the page, top first."""
        return self.slots[: self.length]

    def shown(self, story: Story) -> Shown:
        """Return what the page shows of a story."""
        return Shown(
            title=story.title,
            summary=story.summary if self.summaries else "",
            day=story.day if self.dated else None,
            link=self.link(story),
        )

    def link(self, story: Story) -> str:
        """Return the link as printed, "" if none is."""
        if not story.linked:
            return ""
        path, _, own = story.path.partition("?")
        query = "&".join(filter(None, (own, *story.query, *self.site_query)))
        address = f"{story.scheme or self.scheme}://{story.host or self.host}{self.prefix}{path}"
        return f"{address}?{query}" if query else address

    def dateline(self, story: Story) -> str:
        """Return the date line as printed."""
        if not self.dated:
            return ""
        style, comma = (self.layout.dates, self.layout.comma) if self.text else (self.date_style, False)
        day = show_day(story.day, style)
        return f"{day}, {story.place}" if story.place else f"{day}," if comma else day

    def listing(self) -> Listing | None:
        """Return the page as its parser delivers it; a text page is rendered and really parsed.

        None is a page that is read otherwise than it was meant.
        """
        entries = tuple(self._entry(slot, line) for line, slot in enumerate(self.visible, 1))
        if not self.text:
            return Listing(entries=entries)
        listing = parse_listing(self.render(entries).encode(), "listing")
        # A misread page would be a fault of the layouts chosen here, and no ghost.
        told, meant = (
            [
                (e.title, e.dateline) if self.endless else (e.title, e.kicker, e.credit, e.dateline, e.summary)
                for e in page
            ]
            for page in (listing.entries, entries)
        )
        if self.endless and meant != told:
            return None
        assert meant == told, (self.layout, [pair for pair in zip(meant, told, strict=False) if pair[0] != pair[1]][:1])
        return listing

    def _entry(self, slot: Slot, line: int) -> ListingEntry:
        story = slot.story
        text = self.text
        return ListingEntry(
            line=line,
            title=story.title,
            kicker=(slot.kicker or story.kicker) if self.kickers and (self.layout.kicker or not text) else "",
            credit=story.credit if text and self.layout.credit else "",
            dateline=self.dateline(story),
            summary="\n\n".join(filter(None, [story.summary if self.summaries else "", *self._programme(story)])),
            link=self.link(story),
        )

    def _programme(self, story: Story) -> Iterator[str]:
        """Yield the lines that go on below the summary of a story."""
        rng = Random(f"{self.seed} {story.number}")  # noqa: S311 - the same whenever the story is printed
        if self.endless and rng.random() < 0.3:
            for _ in range(rng.randint(1, 5)):
                yield compose(rng, rng.choice(LINES))

    def _new_foot(self) -> list[str]:
        """Write what stands below the last entry."""
        rng = self.foot_rng
        return [compose(rng, line) for line in rng.sample(FEET, rng.randint(1, 3))] if self.endless else []

    def render(self, entries: Sequence[ListingEntry]) -> str:
        """Set a text page in the present layout."""
        layout = self.layout
        gap = [""] if layout.blank else []
        lines = ["News and articles", "", ""] if layout.title else []
        number = layout.first
        month = ""
        for slot, entry in zip(self.visible, entries, strict=True):
            if f"{slot.story.day:%Y-%m}" != month and layout.restart:
                number = 1
                if layout.headings:
                    lines += [show_day(slot.story.day, "long").split(" ", 1)[1], ""]
            month = f"{slot.story.day:%Y-%m}"
            marker = {"1": f"{number}. ", "": ""}.get(layout.marker, f"{layout.marker} ")
            parts = [entry.credit, entry.kicker, entry.title, entry.dateline, *entry.summary.split("\n\n")]
            if layout.marker == "first":
                marker = ""
                parts = [entry.dateline, entry.title, *entry.summary.split("\n\n")]
            parts = [part for part in parts if part]
            flush = layout.marker in {"", "first"} or (self.endless and layout.body % 2)
            own = " " * (layout.indent if flush else layout.body)
            lines += [" " * layout.indent + marker + parts[0], *gap]
            for part in parts[1:]:
                lines += [own + part, *gap]
            number += 1
        return layout.newline.join([*lines, *([""] if layout.blank else []), *self.foot])

    def _new_layout(self) -> Layout:
        rng = self.rng
        marker = rng.choice(("1", "1", "1", "1", "*", "-", "•", "first" if self.endless else "", "first"))
        restart = marker == "1" and rng.random() < 0.3
        indent = rng.choice((0, 1, 2, 2, 4))
        numbered = marker not in {"", "first"}
        blank = not numbered or rng.random() < 0.75
        first_line = marker == "first"
        return Layout(
            marker=marker,
            first=rng.choice((1, 1, 1, 11, 21, 101)) if not restart else 1,
            restart=restart,
            headings=restart and blank and rng.random() < 0.5,
            indent=indent,
            body=indent + rng.choice((2, 2, 3)),
            blank=blank,
            kicker=not first_line and rng.random() < 0.8,
            credit=numbered and rng.random() < 0.6,
            title=numbered and blank and rng.random() < 0.6,
            dates=rng.choice(("long", "zero", "short", "american", "weekday", "iso")),
            comma=rng.random() < 0.4,
            newline=rng.choice(("\n", "\n", "\r\n")),
        )

    # ── new stories ──

    def _new_series(self, *, landing: bool) -> Series:
        rng = self.rng
        template, same = rng.choice(SERIES)
        while same and not self.dated:
            template, same = rng.choice(SERIES)
        fixed = re.sub(r"\{(org|country|topic|event|role|sector)\}", lambda m: rng.choice(WORDS[m[1]]), template)
        return Series(
            template=_capital(fixed),
            same=same,
            number=rng.randint(1, 60),
            month=rng.randrange(12),
            summaries=rng.choice(("", "", "same", "own")),
            landing="/" + fixed.split(" ")[0].casefold() if landing else "",
        )

    def _claim(self, title: str, day: date, number: int) -> bool:
        """Say whether no other story was ever printed with this title and day, and remember it.

        Two stories that print the same are one to everybody.
        """
        key = (fold(title), day if self.dated else None)
        return self.claims.setdefault(key, number) == number

    def _new_story(self, day: date, *, series: int = -1, unlike: int = -1) -> Story:
        """Write a story; one in eight is of a series."""
        rng = self.rng
        number = len(self.stories)
        chosen = series if series >= 0 else rng.randrange(len(self.series)) if rng.random() < 0.13 else -1
        if chosen == unlike:
            chosen = -1
        title = self._issue(self.series[chosen], day) if chosen >= 0 else compose(rng, rng.choice(TITLES))
        while not self._claim(title, day, number):
            chosen, title = -1, compose(rng, rng.choice(TITLES))
        story = self._write(number, title, day)
        story.series = chosen
        if chosen >= 0:
            issue = self.series[chosen]
            boilerplate = f"All issues of “{issue.template.split('{')[0].strip(' ,:/')}” in one place."
            story.summary = {"": "", "same": boilerplate, "own": story.summary or self._new_summary()}[issue.summaries]
            story.path = issue.landing or story.path
        elif rng.random() < 0.1:
            story.title = misprint(rng, title)
            if not self._claim(story.title, day, number):
                story.title = title
        return story

    def _issue(self, series: Series, day: date) -> str:
        rng = self.rng
        series.number += 1
        series.month = (series.month + 1) % 12
        template = re.sub(r"\{\*(\w+)\}", lambda m: rng.choice(WORDS[m[1]]), series.template)
        return compose(rng, template, n=str(series.number), month=WORDS["month"][series.month], year=str(day.year))

    def _new_summary(self) -> str:
        rng = self.rng
        if rng.random() < 0.15:
            summary = rng.choice(self.boilerplate)
            # One that a single entry prints looks like its own: seen on the next page under another title and
            # day, it would be that entry rewritten.
            if sum(slot.story.summary == summary for slot in self.visible) != 1 or not self.step:
                return summary
        sentences = [compose(rng, rng.choice(SENTENCES)) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        return ("\n\n" if rng.random() < 0.05 else " ").join(sentences)

    def _write(self, number: int, title: str, day: date) -> Story:
        rng = self.rng
        slug = "-".join(re.findall(r"[a-z0-9]+", title.casefold())[:8])
        path = {"slug": f"/{slug}-{number}", "number": f"/{1000 + number}", "query": f"?id={1000 + number}"}
        if self.link_style == "slug" and rng.random() < 0.7 and number:
            path["slug"] = f"/{slug}"
            if any(story.path == path["slug"] for story in self.stories):
                path["slug"] += f"-{number}"
        story = Story(
            number=number,
            title=title,
            right=title,
            day=day,
            summary="" if rng.random() < self.summary_share else self._new_summary(),
            kicker=rng.choice(self.kicker_pool),
            place=rng.choice(WORDS["city"]) if rng.random() < 0.15 else "",
            credit=f"© {rng.choice(WORDS['first'])} {rng.choice(WORDS['last'])} {day.year}"
            if rng.random() < 0.1
            else "",
            path=path[self.link_style],
            linked=rng.random() < self.link_share,
        )
        self.stories.append(story)
        self.fresh.append(story)
        return story

    def _new_twin(self, of: Story) -> Story | None:
        """Write another story of the same day with nearly the same title."""
        rng = self.rng
        number = len(self.stories)
        title = near_twin(rng, of.title)
        # Seldom the very same title: then the summaries are all that tells the two apart.
        equal = self.dated and self.summaries and bool(of.summary) and not of.linked and rng.random() < 0.1
        if equal:
            title = of.title
        elif not self._claim(title, of.day, number):
            return None
        twin = self._write(number, title, of.day)
        twin.series = of.series
        twin.kicker = of.kicker if rng.random() < 0.7 else twin.kicker
        if equal:
            twin.summary = self._own_summary()
            twin.linked = False
            twin.locked = of.locked = True
        elif rng.random() < 0.4:
            twin.summary = of.summary
        elif rng.random() < 0.4:
            twin.summary = ""
        return twin

    def _own_summary(self) -> str:
        summary = compose(self.rng, self.rng.choice(SENTENCES))
        while any(story.summary == summary for story in self.stories):
            summary = compose(self.rng, self.rng.choice(SENTENCES))
        return summary

    # ── one step ──

    def advance(self) -> None:
        """Let one to four days pass: new stories and one to three edits."""
        rng = self.rng
        self.step += 1
        self.now = datetime.combine(
            self.now.date() + timedelta(days=rng.randint(1, 4)), time(rng.randrange(5, 23)), UTC
        )
        self.log = []
        self.fresh = []
        self.twinned = []
        if self.foot_rng.random() < 0.2:
            self.foot = self._new_foot()
        for slot in [slot for slot in self.slots if slot.until == self.step]:
            self.slots.remove(slot)
            self._note(slot.story, "duplicate dropped")
        self._publish()
        for _ in range(rng.choice((1, 1, 2, 2, 3))):
            for _ in range(20):
                kind = rng.choices(tuple(EDITS), tuple(weight for weight, _ in EDITS.values()))[0]
                if EDITS[kind][1](self):
                    break
        self.last_day = self.now.date()

    def _publish(self) -> None:
        """Put 0 to 3 new stories on top, some of one day; now and then a late one or a twin further down."""
        rng = self.rng
        today = self.now.date()
        span = (today - self.last_day).days
        for day in sorted(today - timedelta(days=rng.randint(0, span)) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))):
            self._put_on_top(self._new_story(day))
        if self.series[0].replaces and rng.random() < 0.3:
            self._replace_issue(today)
        if rng.random() < 0.08:
            late = self._new_story(today - timedelta(days=rng.randint(2, 20)))
            self._insert(late)
            self.log.append(f"late story #{late.number}: {late.title}")
        if rng.random() < 0.06:
            of = rng.choice(self.visible[: max(self.length // 2, 3)]).story
            twin = self._new_twin(of)
            if twin is not None:
                self._insert(twin)
                self.twinned = [of, twin]
                self.log.append(f"near twin #{twin.number} of #{of.number}: {twin.title}")

    def _put_on_top(self, story: Story) -> None:
        pinned = next((i for i, slot in enumerate(self.slots) if not slot.until), 0)
        self.slots.insert(pinned, Slot(story=story))
        self.log.append(f"new story #{story.number}: {story.title}")

    def _replace_issue(self, today: date) -> None:
        """Publish an issue of a series of which the page keeps only the newest.

        Where all issues have one title the page keeps two: a single one that changes its day is no series.
        """
        story = self._new_story(today, series=0)
        if story.series != 0:
            self._put_on_top(story)
            return
        old = [slot.story for slot in self.visible if slot.story.series == 0 and not slot.story.locked]
        if self.series[0].same:
            alike = [one.number for one in old if fold(one.title) == fold(story.title)]
            old = [one for one in old if alike and one.number != alike[0]]
        for number in dict.fromkeys(one.number for one in old):
            self._take(self.stories[number])
            self._note(self.stories[number], "entry removed")
        self._put_on_top(story)

    def _insert(self, story: Story) -> None:
        """Put an entry where its day belongs."""
        at = next((i for i, s in enumerate(self.slots) if not s.until and s.story.day <= story.day), len(self.slots))
        self.slots.insert(at, Slot(story=story))

    def _note(self, story: Story, kind: str, detail: str = "") -> None:
        self.edits[kind] += 1
        story.pending.append(kind)
        self.log.append(f"{kind} #{story.number}: {detail or story.title}")

    def _note_page(self, kind: str, detail: str) -> None:
        self.edits[kind] += 1
        for story in self.stories:
            story.pending.append(kind)
        self.log.append(f"{kind}, whole page: {detail}")

    def _any(self) -> Story:
        return self.rng.choice(self.visible).story

    def _free(self) -> Story | None:
        """Return a story whose title, summary and day may be edited.

        Not one whose near twin comes in this very step: which of the two is the old one, no page could tell.
        """
        story = self._any()
        return None if story.locked or story in self.twinned else story

    # ── edits ──

    def _retitle(self, story: Story, title: str, kind: str) -> bool:
        if title == story.title or not self._claim(title, story.day, story.number):
            return False
        old, story.title = story.title, title
        if kind != "typo fixed":
            story.right = title
            if self.slug_follows and story.linked and story.path.startswith("/") and self.rng.random() < 0.5:
                story.path = "/" + "-".join(re.findall(r"[a-z0-9]+", title.casefold())[:8]) + f"-{story.number}"
                self._note(story, "link: path", story.path)
        self._note(story, kind, f"{old} → {title}")
        return True

    def fix_typo(self) -> bool:
        """Fix a misprint, or make one."""
        story = self._free()
        if story is None:
            return False
        if self.summaries and story.summary and self.rng.random() < 0.3:
            story.summary = misprint(self.rng, story.summary)
            self._note(story, "typo fixed", story.summary)
            return True
        right = story.title != story.right
        return self._retitle(story, story.right if right else misprint(self.rng, story.title), "typo fixed")

    def _rewrite(self, title: Callable[[Random, str], str], kind: str) -> bool:
        story = self._free()
        if story is None or not self._retitle(story, title(self.rng, story.title), kind):
            return False
        if self.rng.random() < 0.2:
            self._change_summary(story)
        if self.rng.random() < 0.04:
            self._correct_day(story)
        return True

    def reword_title(self) -> bool:
        """Put the words of a title in another order."""
        return self._rewrite(reword, "title reworded")

    def half_rewrite_title(self) -> bool:
        """Change half of the words of a title."""
        return self._rewrite(half_rewrite, "title half rewritten")

    def rewrite_title(self) -> bool:
        """Write another title for the same story."""

        def anew(rng: Random, old: str) -> str:
            title = compose(rng, rng.choice(TITLES))
            while similarity(old, title) >= 0.5:
                title = compose(rng, rng.choice(TITLES))
            return title

        return self._rewrite(anew, "title rewritten")

    def add_subtitle(self) -> bool:
        """Add a subtitle, or drop the one there is."""
        story = self._free()
        if story is None:
            return False
        parts = re.split(r"(?:: | – )(?=[A-Z])", story.title)
        if len(parts) == 2 and min(map(len, parts)) > 8 and self.rng.random() < 0.5:
            return self._retitle(story, parts[0], "subtitle dropped")
        if len(story.title) > 110:
            return False
        title = story.title.rstrip(".") + self.rng.choice((": ", " – ")) + compose(self.rng, self.rng.choice(SUBTITLES))
        return self._retitle(story, title, "subtitle added")

    def _change_summary(self, story: Story) -> bool:
        if not self.summaries:
            return False
        rng = self.rng
        if not story.summary:
            story.summary = self._new_summary()
        elif rng.random() < 0.05:
            story.summary = ""
        else:
            story.summary = edit_summary(rng, story.summary)
        self._note(story, "summary changed", story.summary or "(dropped)")
        return True

    def change_summary(self) -> bool:
        """Edit, add or drop a summary."""
        story = self._free()
        return story is not None and self._change_summary(story)

    def change_kicker(self) -> bool:
        """Give a story another kicker."""
        story = self._any()
        if not self.kickers or (self.text and not self.layout.kicker):
            return False
        story.kicker = self.rng.choice([kicker for kicker in KICKERS if kicker != story.kicker])
        self._note(story, "kicker changed", story.kicker)
        return True

    def change_place(self) -> bool:
        """Add a place to a date line, or drop it."""
        story = self._any()
        if not self.dated:
            return False
        kind = "place dropped" if story.place else "place added"
        story.place = "" if story.place else self.rng.choice(WORDS["city"])
        self._note(story, kind, story.place or "(none)")
        return True

    def _correct_day(self, story: Story) -> bool:
        rng = self.rng
        shift = rng.choice((-3, -2, -1, -1, 1, 1, 2, 3)) if rng.random() < 0.6 else -rng.randint(4, 30)
        day = story.day + timedelta(days=shift)
        if not self.dated or day > self.now.date() or not self._claim(story.title, day, story.number):
            return False
        old, story.day = story.day, day
        self._note(story, "day corrected", f"{old} → {day}")
        if rng.random() < 0.75:
            own = [slot for slot in self.slots if slot.story is story and not slot.until]
            for slot in own:
                self.slots.remove(slot)
                self._insert(story)
        return True

    def correct_day(self) -> bool:
        """Correct the printed day, sometimes with a letter of the title."""
        story = self._free()
        if story is None or not self._correct_day(story):
            return False
        if self.rng.random() < 0.1:
            title = misprint(self.rng, story.title)
            if re.sub(r"\D", "", title) == re.sub(r"\D", "", story.title):
                self._retitle(story, title, "typo fixed")
        return True

    def move(self) -> bool:
        """Move an entry up or down the page."""
        slot = self.slots.pop(self.rng.randrange(min(self.length, len(self.slots))))
        self.slots.insert(self.rng.randrange(self.length), slot)
        self._note(slot.story, "entry moved")
        return True

    def _removable(self) -> Story | None:
        """Return a story to take away; not one whose sibling of the same day, or same title, came just now.

        That would be a sibling in its place, which no page can tell from an edited entry.
        """
        story = self._any()
        for other in self.fresh:
            if story.series >= 0 and other.series == story.series:
                same = fold(other.title) == fold(story.title)
                if other is story or other.day == story.day or same or not self.dated:
                    return None
        return None if story.locked or story in self.fresh else story

    def _take(self, story: Story) -> int:
        at = next(i for i, slot in enumerate(self.slots) if slot.story is story)
        self.slots = [slot for slot in self.slots if slot.story is not story]
        return at

    def remove(self) -> bool:
        """Take an entry away, perhaps to put it back later."""
        story = self._removable()
        if story is None:
            return False
        self._take(story)
        self.removed.append(story)
        self._note(story, "entry removed")
        return True

    def restore(self) -> bool:
        """Put a removed entry back, seldom with a corrected title."""
        rng = self.rng
        if not self.removed:
            return False
        story = self.removed.pop(rng.randrange(len(self.removed)))
        if rng.random() < 0.02:
            self._retitle(story, misprint(rng, story.title), "typo fixed")
        self._insert(story)
        self._note(story, "entry restored")
        return True

    def replace(self) -> bool:
        """Take an entry away and put another story of that day in its place."""
        rng = self.rng
        old = self._removable()
        if old is None:
            return False
        new = self._new_story(old.day, unlike=old.series)
        shared = sum(slot.story.summary == old.summary for slot in self.visible)
        if old.summary and shared > 1 and rng.random() < 0.5:
            new.summary = old.summary
        new.kicker = old.kicker if rng.random() < 0.6 else new.kicker
        new.linked = old.linked
        self.slots.insert(self._take(old), Slot(story=new))
        self._note(old, "entry replaced", f"{old.title} → #{new.number} {new.title}")
        return True

    def replace_by_twin(self) -> bool:
        """Take an entry away and put its near twin in its place."""
        old = self._removable()
        new = self._new_twin(old) if old is not None and not old.series >= 0 else None
        if old is None or new is None or new.locked:
            return False
        new.linked = old.linked
        self.slots.insert(self._take(old), Slot(story=new))
        self._note(old, "entry replaced by its twin", f"{old.title} → #{new.number} {new.title}")
        return True

    def duplicate(self) -> bool:
        """List an entry twice for some steps, pinned on top or further down."""
        rng = self.rng
        story = self._any()
        if story.locked or any(slot.until and slot.story is story for slot in self.slots):
            return False
        at = 0 if rng.random() < 0.7 else rng.randrange(self.length)
        kicker = rng.choice(("", "", "Featured")) if self.kickers else ""
        self.slots.insert(at, Slot(story=story, until=self.step + rng.randint(2, 6), kicker=kicker))
        self._note(story, "entry duplicated")
        return True

    def change_length(self) -> bool:
        """Cut the page elsewhere."""
        length = min(30, max(8, self.length + self.rng.choice((-6, -3, -2, -1, 1, 2, 3, 6))))
        if length == self.length:
            return False
        self._note_page("page length changed", f"{self.length} → {length}")
        self.length = length
        return True

    def change_link(self) -> bool:
        """Change scheme, host or query of the link of one entry."""
        rng = self.rng
        story = self._any()
        if not story.linked:
            return False
        kind = rng.choice(("host", "scheme", "query", "query"))
        if kind == "host":
            story.host = rng.choice(("m.example.org", "en.example.org", "www.example.com"))
        elif kind == "scheme":
            story.scheme = "http" if (story.scheme or self.scheme) == "https" else "https"
        else:
            story.query = (*story.query[:1], rng.choice(("utm_source=home", "lang=en", "view=full", "fbclid=x1")))
        self._note(story, f"link: {kind}", self.link(story))
        return True

    def change_links(self) -> bool:
        """Change scheme, host, query or, seldom, the paths of all links."""
        rng = self.rng
        if not any(slot.story.linked for slot in self.visible):
            return False
        kind = rng.choice(("host", "host", "scheme", "query", "query", "query", "path"))
        if kind == "host":
            hosts = ("www.example.org", "example.org", "news.example.org", "www.example.net")
            self.host = rng.choice([host for host in hosts if host != self.host])
        elif kind == "scheme":
            self.scheme = "http" if self.scheme == "https" else "https"
        elif kind == "query":
            queries = ("utm_source=list", "utm_campaign=w12", "lang=en", "lang=fr", "ref=list", "v=2")
            self.site_query = (*self.site_query[-1:], rng.choice([q for q in queries if q not in self.site_query]))
        else:
            prefixes = ("/news", "/en/news", "/stories", "/resources/articles")
            self.prefix = rng.choice([prefix for prefix in prefixes if prefix != self.prefix])
        self._note_page(f"link: {kind}", self.link(next(slot.story for slot in self.visible if slot.story.linked)))
        return True

    def add_link(self) -> bool:
        """Give an entry its first link, or all of them."""
        bare = [slot.story for slot in self.visible if not slot.story.linked and not slot.story.locked]
        if self.text or not bare:
            return False
        if self.link_share < 1 and self.rng.random() < 0.2:
            self.link_share = 1.0
            for story in self.stories:
                story.linked = story.linked or not story.locked
            self._note_page("link appears", "all entries")
        else:
            story = self.rng.choice(bare)
            story.linked = True
            self._note(story, "link appears", self.link(story))
        return True

    def change_layout(self) -> bool:
        """Set the page in another way."""
        if self.endless:
            return False  # other lines, of which the last may be anyone's
        if self.text:
            self.layout = self._new_layout()
        else:
            self.date_style = self.rng.choice(("long", "zero", "short", "american", "weekday", "iso"))
        self._note_page("layout changed", str(self.layout) if self.text else self.date_style)
        return True

    def change_numbering(self) -> bool:
        """Let the numbers start elsewhere, or anew with every month."""
        layout = self.layout
        if not self.text or layout.marker != "1":
            return False
        restart = not layout.restart and self.rng.random() < 0.5
        first = 1 if restart else self.rng.choice([n for n in (1, 2, 11, 21) if n != layout.first])
        values = {name: getattr(layout, name) for name in Layout.__slots__}
        self.layout = Layout(**{**values, "restart": restart, "first": first, "headings": False})
        self._note_page("numbering changed", f"from {first}{', by month' if restart else ''}")
        return True


EDITS: Mapping[str, tuple[float, Callable[[Site], bool]]] = {
    "typo": (16, Site.fix_typo),
    "reworded": (5, Site.reword_title),
    "half": (4, Site.half_rewrite_title),
    "rewritten": (2, Site.rewrite_title),
    "subtitle": (7, Site.add_subtitle),
    "summary": (14, Site.change_summary),
    "kicker": (7, Site.change_kicker),
    "place": (5, Site.change_place),
    "day": (6, Site.correct_day),
    "moved": (5, Site.move),
    "removed": (6, Site.remove),
    "restored": (5, Site.restore),
    "replaced": (2, Site.replace),
    "twin": (0.7, Site.replace_by_twin),
    "duplicated": (3, Site.duplicate),
    "length": (2, Site.change_length),
    "link": (4, Site.change_link),
    "links": (1.5, Site.change_links),
    "first link": (3, Site.add_link),
    "layout": (3, Site.change_layout),
    "numbering": (3, Site.change_numbering),
}
PAGE_WIDE = frozenset({"layout changed", "numbering changed", "page length changed"})

# ── reading, once ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A story as a subscriber sees it in one reading: under which id, since when, and why."""

    story: int
    id: str
    updated: datetime | None = None
    reason: str = ""


def read_once(ledger: Ledger, listing: Listing, now: datetime) -> tuple[list[tuple[FeedItem, Change]], str]:
    """Read a page as a build does: each entry with its change, oldest first, and why it was held."""
    items, _ = normalise(listing, ORIGIN, site=SITE, now=now)
    known = ledger.known(SITE, ORIGIN.source, {ORIGIN.source: 0}, items)
    decision = reconcile(known, items, now=now)
    held = judge(known, decision).held
    with ledger.transaction():
        ledger.keep_reading(ORIGIN.source, decision, now)
    return list(zip(items, decision.changes, strict=True)), held


# ── what a subscriber sees ────────────────────────────────────────────────────────────────────────────

Policy = Callable[[Shown], str]
"""The id that a generator gives to an entry."""


def by_link(entry: Shown) -> str:
    """Identify an entry by its link, or where it has none by the page."""
    return entry.link or PAGE


def by_link_or_title(entry: Shown) -> str:
    """Identify an entry by its link, else by its title."""
    return entry.link or entry.title


def by_text(entry: Shown) -> str:
    """Identify an entry by a hash of title and text."""
    return hashlib.sha1(f"{entry.title}\n{entry.summary}".encode(), usedforsecurity=False).hexdigest()


def by_title_and_day(entry: Shown) -> str:
    """Identify an entry by a hash of title and day."""
    return hashlib.sha1(f"{entry.title}\n{entry.day}".encode(), usedforsecurity=False).hexdigest()


PEERS: Mapping[str, Policy] = {
    "link": by_link,
    "link or title": by_link_or_title,
    "hash of title and text": by_text,
    "hash of title and day": by_title_and_day,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One reading as everybody sees it, and what was to be seen of each story when it was last shown."""

    step: int
    page: tuple[int, ...]  # the stories, top first
    now: Mapping[int, Shown]
    before: tuple[int, ...]  # the page of the step before
    last: Mapping[int, Shown]
    shared: frozenset[str] = frozenset()  # links that two stories of one page had, up to now
    pending: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    log: tuple[str, ...] = ()


@dataclass(slots=True)
class Account:
    """What the subscribers of one generator were shown."""

    owners: dict[str, int] = field(default_factory=dict)
    ids: dict[int, list[str]] = field(default_factory=dict)
    under: set[tuple[int, str]] = field(default_factory=set)
    updated: dict[str, datetime] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)  # the story last seen under an id
    excused: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    first: dict[int, str] = field(default_factory=dict)

    def see(self, scene: Scene, sights: Sequence[Sight]) -> None:
        """Count one reading, oldest entry first."""
        for sight in sights:
            story, guid = sight.story, sight.id
            owner = self.owners.get(guid)
            fault = ""
            if owner is None:
                self.owners[guid] = story
                fault = self.ghost_kind(scene, story) if story in self.ids else ""
                self.ids.setdefault(story, []).append(guid)
            elif owner != story and (story, guid) not in self.under:
                fault = self.swap_kind(scene, story, self.holders[guid])
            elif owner == story and sight.updated != self.updated.get(guid) and _same(scene, story):
                fault = "aftermath" if story in self.excused else "needless"
            elif (
                owner == story and sight.updated and sight.updated == self.updated.get(guid) and not _same(scene, story)
            ):
                fault = "aftermath" if story in self.excused else "missed"
            self.under.add((story, guid))
            if sight.updated is not None:
                self.updated[guid] = sight.updated
            if fault:
                self.counts[fault] += 1
                cause = _cause(scene, story)
                if fault in {"ghost", "needless", "missed"}:
                    self.causes[f"{fault}: {cause}"] += 1
                self.faults.append(self._tell(scene, sight, fault, cause))
            if story not in self.first:
                self.first[story] = self._tell(scene, sight, "loss", "never announced")
            self.holders[guid] = story

    def close(self) -> None:
        """Count the stories that were shown and never announced."""
        for story, told in self.first.items():
            if story not in self.ids:
                self.counts["aftermath" if story in self.excused else "loss"] += 1
                if story not in self.excused:
                    self.faults.append(told)

    def ghost_kind(self, scene: Scene, story: int) -> str:
        """Say whether an old story announced again could have been known again from the pages alone."""
        now = scene.now[story]
        was = scene.last.get(story, now)
        if story in self.excused:
            return "aftermath"
        if similarity(was.title, now.title) >= 0.5 or (was.link and _own(scene, story) and was.link == now.link):
            return "ghost"
        if was.day != now.day:
            return "beyond recognition"
        return "ghost"

    def swap_kind(self, scene: Scene, story: int, owner: int) -> str:
        """Say whether a story under the guid of another could have been told apart from the pages alone."""
        is_new = story not in scene.last
        theirs, ours = scene.last.get(owner), scene.now[story]
        if theirs is not None and is_new:
            now = scene.now.get(owner)
            gone = owner in scene.before and (now is None or (now.title, now.day) != (theirs.title, theirs.day))
            if gone and theirs.day == ours.day and similarity(theirs.title, ours.title) >= 0.8:
                self.excused |= {story, owner}
                return "twin replaced"
            if gone and now is None and _prints_a_rewriting(theirs, ours) and _took_its_place(scene, story, owner):
                self.excused |= {story, owner}
                return "replaced in its place"
            address = _address(ours.link)
            if address and address == _address(theirs.link) and address not in scene.shared:
                self.excused |= {story, owner}
                return "one link, two stories"
        return "aftermath" if {story, owner} <= self.excused else "swap"

    def _tell(self, scene: Scene, sight: Sight, fault: str, cause: str) -> str:
        """Tell a fault in full."""
        story = sight.story
        at = scene.page.index(story)
        owner = self.holders.get(sight.id, story)
        lines = [f"{fault}: step {scene.step}, story #{story}, {cause}"]
        if story in scene.last:
            lines.append(f"  was  {_line(scene.last[story])}")
        lines.append(f"  is   {_line(scene.now[story])}")
        if owner != story:
            known = scene.last.get(owner) or scene.now[owner]
            lines.append(f"  guid of #{owner}: {_line(known)}; on this page: {owner in scene.now}")
        for name, place in (("above", at - 1), ("below", at + 1)):
            if 0 <= place < len(scene.page):
                lines.append(f"  {name} #{scene.page[place]}: {_line(scene.now[scene.page[place]])}")
        lines.append(f"  why  {sight.reason}")
        lines += [f"  step {line}" for line in scene.log]
        return "\n".join(lines)


def _address(link: str) -> str:
    """Return what of a link points at its story, wherever the site has moved to."""
    number = re.search(r"id=\d+", link)
    return re.sub(r"^.*/|\?.*", "", link) + (number[0] if number else "")


def _prints_a_rewriting(theirs: Shown, ours: Shown) -> bool:
    """Say whether all but the title of two stories is the same, as far as both print it."""
    summaries = {text for text in (theirs.summary, ours.summary) if text}
    return theirs.day == ours.day and not theirs.link and not ours.link and len(summaries) < 2


def _neighbours(page: Sequence[int], story: int, stay: set[int]) -> tuple[int | None, int | None]:
    """Return the nearest stories above and below that stay on the page."""
    at = page.index(story)
    above = next((one for one in reversed(page[:at]) if one in stay), None)
    return above, next((one for one in page[at + 1 :] if one in stay), None)


def _took_its_place(scene: Scene, story: int, owner: int) -> bool:
    """Say whether a story stands between the stories between which another one stood."""
    stay = set(scene.before) & set(scene.page)
    return _neighbours(scene.page, story, stay) == _neighbours(scene.before, owner, stay)


def _same(scene: Scene, story: int) -> bool:
    """Say whether neither title, summary nor day of a story was edited since it was last shown."""
    return story in scene.last and scene.last[story][:3] == scene.now[story][:3]


def _own(scene: Scene, story: int) -> bool:
    """Say whether no other story of the page has the link of this one."""
    return all(shown.link != scene.now[story].link for other, shown in scene.now.items() if other != story)


def _cause(scene: Scene, story: int) -> str:
    """Name the edits of a story since it was last shown, those of the layout only where there is no other."""
    kinds = sorted(set(scene.pending.get(story, ())))
    own = [kind for kind in kinds if kind not in PAGE_WIDE]
    return " + ".join(own or kinds) or "no edit"


def _line(shown: Shown) -> str:
    return " | ".join(filter(None, (shown.title, str(shown.day or ""), shown.link, shown.summary.replace("\n", " "))))


# ── histories ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Tally:
    """What some histories came to: by policy what was counted, and for feedpub its causes and faults."""

    readings: int = 0
    misread: int = 0
    held: int = 0
    stories: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    causes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add what other histories came to."""
        self.readings += other.readings
        self.misread += other.misread
        self.held += other.held
        self.stories += other.stories
        self.edits += other.edits
        for policy, counts in other.counts.items():
            self.counts.setdefault(policy, Counter()).update(counts)
        self.causes += other.causes
        self.faults += other.faults
        self.holds += other.holds


def play(seed: int, peers: Mapping[str, Policy] = PEERS) -> Tally:
    """Play one history, for feedpub and for the policies of the peers."""
    site = Site(seed)
    tally = Tally(counts={"feedpub": Counter()})
    accounts = {name: Account() for name in ("feedpub", *peers)}
    last: dict[int, Shown] = {}
    before: tuple[int, ...] = ()
    shared: set[str] = set()
    with open_ledger(Path("/nonexistent/feedpub.db"), SITE, rehearsal=True) as ledger:
        for step in range(STEPS + 1):
            if step:
                site.advance()
            listing = site.listing()
            if listing is None:
                tally.misread += 1
                continue
            page = [slot.story for slot in site.visible]
            changes, held = read_once(ledger, listing, site.now)
            now = {story.number: site.shown(story) for story in page}
            scene = Scene(
                step=step,
                page=tuple(story.number for story in page),
                now=now,
                before=before,
                last=last,
                shared=frozenset(shared),
                pending={story.number: tuple(story.pending) for story in page},
                log=tuple(site.log),
            )
            at_line = {entry.line: story.number for entry, story in zip(listing.entries, page, strict=True)}
            sights = [
                Sight(story=at_line[item.line], id=c.item.guid, updated=c.item.updated, reason=f"{c.kind}: {c.reason}")
                for item, c in changes
            ]
            accounts["feedpub"].see(scene, sights)
            for name, policy in peers.items():
                accounts[name].see(scene, [Sight(story=s.number, id=policy(now[s.number])) for s in page[::-1]])
            tally.readings += 1
            if held:
                tally.held += 1
                tally.holds.append(f"history {seed}, step {step}: {held}")
            for story in page:
                story.pending.clear()
            last = {**last, **now}
            before = tuple(now)
            addresses = Counter(_address(shown.link) for shown in now.values())
            shared |= {address for address, number in addresses.items() if number > 1}
    for name, account in accounts.items():
        account.close()
        tally.counts[name] = account.counts
    tally.edits = site.edits
    tally.stories = len(last)
    tally.causes = accounts["feedpub"].causes
    tally.faults = [f"history {seed}, {fault}" for fault in accounts["feedpub"].faults]
    return tally


def simulate(seeds: Sequence[int], jobs: int = 1) -> Tally:
    """Play histories, several at a time; the sum does not depend on how many."""
    total = Tally()
    if jobs == 1:
        for seed in seeds:
            total.add(play(seed))
        return total
    with Pool(jobs) as pool:
        for tally in pool.imap(play, seeds, chunksize=4):
            total.add(tally)
    return total


# ── telling ───────────────────────────────────────────────────────────────────────────────────────────

APART = ("beyond recognition", "twin replaced", "replaced in its place", "one link, two stories", "aftermath")


def table(tally: Tally) -> str:
    """Return what was counted as Markdown tables."""
    edits = tally.edits.total()
    lines = [
        f"{tally.readings} readings, {tally.stories} stories, {edits} edits",
        "",
        "| id policy | edits | ghosts | losses | swaps | edits per ghost |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for policy, counts in tally.counts.items():
        rate = f"{edits / counts['ghost']:.1f}" if counts["ghost"] else "–"
        lines.append(f"| {policy} | {edits} | {counts['ghost']} | {counts['loss']} | {counts['swap']} | {rate} |")
    ours = tally.counts["feedpub"]
    lines += ["", "| of feedpub | |", "|---|---:|", f"| needless moves of `updated` | {ours['needless']} |"]
    lines.append(f"| edits without one | {ours['missed']} |")
    lines += [f"| apart: {kind} | {ours[kind]} |" for kind in APART]
    lines += [
        f"| readings held | {tally.held} |",
        f"| pages misread, left out | {tally.misread} |",
        "",
        "| faults of feedpub by what was edited | |",
        "|---|---:|",
    ]
    lines += [f"| {cause} | {number} |" for cause, number in _ranked(tally.causes)]
    lines += ["", "| edits | |", "|---|---:|", *(f"| {kind} | {number} |" for kind, number in _ranked(tally.edits))]
    return "\n".join(lines)


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))


def to_json(tally: Tally) -> str:
    """Return what was counted as JSON."""
    data = {
        "readings": tally.readings,
        "misread": tally.misread,
        "held": tally.held,
        "stories": tally.stories,
        "edits": dict(_ranked(tally.edits)),
        "counts": {policy: dict(_ranked(counts)) for policy, counts in tally.counts.items()},
        "causes": dict(_ranked(tally.causes)),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Play the histories that were asked for and print what they came to."""
    parser = argparse.ArgumentParser(description="Play months of editing and count what a subscriber sees.")
    parser.add_argument("--histories", type=int, default=1000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first; the others follow")
    parser.add_argument("--jobs", type=int, default=1, help="how many to play at a time")
    parser.add_argument("--json", type=Path, help="write the numbers to this file too")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="tell the first N faults of feedpub in full")
    parser.add_argument("--kind", default="", help="of these faults, only those whose first line holds this")
    options = parser.parse_args()
    tally = simulate(range(options.first, options.first + options.histories), options.jobs)
    sys.stdout.write(table(tally) + "\n")
    faults = [fault for fault in tally.faults if options.kind in fault.split("\n", 1)[0]]
    sys.stdout.writelines(f"\n{fault}\n" for fault in faults[: options.show])
    if options.show:
        sys.stdout.writelines(f"\nheld: {hold}\n" for hold in tally.holds[: options.show])
    if options.json:
        options.json.write_text(to_json(tally), encoding="utf-8")


if __name__ == "__main__":
    main()
