"""Our own check of the rules that a perfect feed obeys.

One function per format answers with one plain sentence per broken rule; an empty list means perfect. The rules are
those of the specifications, those that the W3C feed validator reports as error, warning or hint, and those that it does
not see. Where a rule is narrower than its specification, our feeds need no more.

Every document becomes a tree of nodes first: elements, attributes (`@name`) and the keys of JSON objects are one thing.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import unescape
from html.entities import name2codepoint
from html.parser import HTMLParser
from itertools import pairwise

from lxml import etree

ATOM_NS = "http://www.w3.org/2005/Atom"
PREFIXES = {
    ATOM_NS: "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
COUNTS = {"?": (0, 1), "+": (1, None), "*": (0, None)}
MINUTES = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
SIZE_LIMIT = 5_000_000
FIRST_YEAR = 1990


def _words(text: str) -> frozenset[str]:
    """Split a text into a set of words."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Form:
    """What a value looks like, and the words for it."""

    noun: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An element, an attribute or a JSON value."""

    name: str
    text: str = ""
    children: tuple["Node", ...] = ()
    hexed: bool = False  # Its lines hold a hexadecimal character reference: markup in plain text is then meant.

    def all(self, name: str) -> list["Node"]:
        """Find the children of a name."""
        return [child for child in self.children if child.name == name]

    def value(self, name: str) -> str:
        """Read the text of the first child of a name, empty if there is none."""
        return next((child.text for child in self.all(name)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What documents of one format hold; as in a DTD: one, `?` at most one, `+` at least one, `*` any number."""

    root: str
    holds: Mapping[str, str]
    forms: Mapping[str, Form]
    plain: frozenset[str] = frozenset()
    html: str = ""  # The parent and the name of what is always HTML.
    tags: bool = False  # Whether even a start tag makes plain text look like HTML.
    namespace: str | None = None
    dates: tuple[str, str] = ("", "")  # The names of published and updated.
    parse: Callable[[str], datetime | None] = lambda _: None


def parse_rfc3339(text: str) -> datetime | None:
    """Read a date of Atom and JSON Feed."""
    try:
        known = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text)
        return datetime.fromisoformat(text) if known else None
    except ValueError:
        return None


def parse_rfc822(text: str) -> datetime | None:
    """Read a date of RSS, in the one spelling that nobody warns about: weekday, year of four digits, seconds, +0000."""
    try:
        instant = parsedate_to_datetime(text)
    except ValueError:
        return None
    return instant if text.endswith(" +0000") and format_datetime(instant) == text else None


# The validator knows these languages of two letters, and most of three.
LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
    "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na "
    "nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
P = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})"  # What RFC 3986 allows in a path.
WEB = rf"https?://[A-Za-z0-9.-]+(:\d+)?(/{P}*)?(\?({P}|\?)*)?(#({P}|\?)*)?"
UUID = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
URN = r"urn:(?!uuid:)[A-Za-z0-9][A-Za-z0-9-]{1,31}:([A-Za-z0-9()+,.:=@;$_!*'-]|%[0-9A-F]{2})+"
TAG = rf"tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{{4}}(-\d\d(-\d\d)?)?:{P}*(#{P}*)?"
# Ids are compared letter by letter: no capital in the host, no default port, no empty path, no needless %-encoding.
TWISTED = (
    r"\w+://([^/]*[A-Z]|[^/]*$|[^/]*:(80|443)/|.*/\.\.?(/|$)|.*%(.?[a-f]|2[DE]|3\d|4[^0]|5[0-9AF]|6[^0]|7[0-9AE]))"
)

URL = Form("absolute URL", WEB)
IRI = Form("absolute IRI", f"{WEB}|{UUID}|{URN}|{TAG}")
GUID = Form("canonical IRI of at most 245 characters", rf"(?=.{{1,245}}$)(?!{TWISTED})({WEB}|{UUID}|{URN}|{TAG})")
LANGUAGE = Form("language", rf"({'|'.join(LANGUAGES.split())}|[a-z]{{3}})(-[A-Za-z0-9]{{2,8}})*")
MIME = Form("media type", r"[\w.+-]+/[\w.+-]+(;\s*[\w-]+=[\w.-]+)*")
NAME = Form("name without an e-mail address", r"(?!.*<[^<>\s]+@[^<>\s]+>).*")
OURS = Form("feedpub without a version", r"(?i)\D*feedpub\D*")
LINE = Form("title of one line", r"[^\t\r\n]*")


def _spread(table: Mapping[Form, str]) -> dict[str, Form]:
    """Turn a form with its names into one form per name."""
    return {name: form for form, names in table.items() for name in names.split()}


ATOM = Format(
    root="feed",
    namespace=ATOM_NS,
    holds={
        "feed": """id title updated generator author+ link+ subtitle? rights? icon? logo? fh:archive? category*
            entry* @xml:lang""",
        "entry": """id title updated published content link+ summary? rights? author* category* dcterms:spatial*
            media:content* @xml:lang?""",
        "author": "name uri? email?",
        "link": "@href @rel @type? @title? @hreflang? @length?",
        "category": "@term @scheme @label",
        "generator": "#text @uri?",
        "fh:archive": "",
        "media:content": "@url @type? @medium? @fileSize?",
        **dict.fromkeys(("title", "subtitle", "rights", "summary", "content"), "#text @type? @xml:lang?"),
    },
    forms=_spread({
        GUID: "id", OURS: "generator", LINE: "title", NAME: "name", IRI: "category@scheme", MIME: "link@type media:content@type",
        URL: "link@href media:content@url generator@uri uri icon logo", LANGUAGE: "feed@xml:lang entry@xml:lang link@hreflang",
        Form("text", "text"): "title@type subtitle@type rights@type",
        Form("text or html", "text|html"): "summary@type content@type",
    }),
    plain=_words("title subtitle rights summary content name generator link@title category@label"),
    dates=("published", "updated"),
    parse=parse_rfc3339,
)  # fmt: skip
RSS = Format(
    root="rss",
    holds={
        "rss": "channel @version @xml:lang?",
        "channel": """title link description language generator lastBuildDate atom:link+ copyright? docs? pubDate? ttl?
            sy:updatePeriod? sy:updateFrequency? fh:archive? category* item*""",
        "item": """title link description content:encoded? guid pubDate dc:creator+ category* enclosure? dc:rights?
            dcterms:spatial* media:content*""",
        "atom:link": ATOM.holds["link"],
        "category": "#text @domain",
        "guid": "#text @isPermaLink",
        "enclosure": "@url @length @type",
        "media:content": "@url @type? @medium? @fileSize?",
        "fh:archive": "",
    },
    forms=_spread({
        URL: "link docs atom:link@href enclosure@url media:content@url", GUID: "guid", OURS: "generator", LINE: "title",
        IRI: "category@domain", MIME: "atom:link@type enclosure@type media:content@type", LANGUAGE: "language rss@xml:lang",
        Form("positive integer", r"[1-9]\d*"): "ttl sy:updateFrequency media:content@fileSize",
        Form("integer, 0 where unknown", r"\d+"): "enclosure@length",
        Form("update period", "|".join(MINUTES)): "sy:updatePeriod",
        Form("2.0", r"2\.0"): "rss@version", Form("false", "false"): "guid@isPermaLink",
    }),
    plain=_words("title description copyright category dc:rights"),
    html="item description",
    tags=True,
    dates=("pubDate", "lastBuildDate"),
    parse=parse_rfc822,
)  # fmt: skip
JSON = Format(
    root="feed",
    holds={
        "feed": """version title home_page_url feed_url language authors+ description? icon? favicon? next_url?
            item*""",
        "item": """id url title date_published date_modified? content_html? content_text? summary? image?
            banner_image? external_url? language? authors* tags* attachments*""",
        "authors": "name url? avatar?",
        "attachments": "url mime_type title? size_in_bytes?",
        "size_in_bytes": "#text int",
        "int": "",
    },
    forms=_spread({
        Form("version of JSON Feed 1.1", r"https://jsonfeed\.org/version/1\.1"): "version",
        URL: "url home_page_url feed_url next_url icon favicon image banner_image external_url",
        LANGUAGE: "language", GUID: "id", LINE: "title",
    }),
    html="item content_html",
    dates=("date_published", "date_modified"),
    parse=parse_rfc3339,
)  # fmt: skip
OPML = Format(
    root="opml",
    holds={
        "opml": "head body @version",
        "head": "title dateCreated? dateModified? ownerName?",
        "body": "outline+",
        "outline": "outline* @text @title? @type? @xmlUrl? @htmlUrl? @description? @language? @version?",
    },
    forms=_spread({
        URL: "outline@xmlUrl outline@htmlUrl", Form("rss", "rss"): "outline@type", Form("2.0", r"2\.0"): "opml@version",
    }),
)  # fmt: skip


def atom_faults(data: bytes, self_url: str, *, now: datetime | None = None) -> list[str]:
    """Say what is wrong with an Atom feed that is published at `self_url`."""
    feed, faults = _read_xml(data, ATOM)
    for node in feed:
        faults += _judge(node, ATOM, "feed")
        faults += _link_faults(node, "link", self_url, "application/atom+xml")
        faults += _date_faults(node, ATOM, now or datetime.now(UTC))
        faults += _twin_faults([node.value("id"), *(entry.value("id") for entry in node.all("entry"))], "id")
        faults += (fault for place in _places(node, "entry") for fault in _atom_item_faults(*place))
        pages = [link for link in node.all("link") if link.value("@type") == "text/html"]
        if "alternate" not in {link.value("@rel") for link in pages}:
            faults.append("feed: the alternate link to a web page is missing.")
    return faults


def rss_faults(data: bytes, self_url: str, *, now: datetime | None = None) -> list[str]:
    """Say what is wrong with an RSS 2.0 feed that is published at `self_url`."""
    rss, faults = _read_xml(data, RSS)
    for node in rss:
        faults += _judge(node, RSS, "rss")
        for channel in node.all("channel"):
            faults += _link_faults(channel, "atom:link", self_url, "application/rss+xml")
            faults += _date_faults(channel, RSS, now or datetime.now(UTC))
            faults += _rhythm_faults(channel)
            faults += _twin_faults([item.value("guid") for item in channel.all("item")], "guid")
    return faults


def json_faults(data: bytes, self_url: str, *, now: datetime | None = None) -> list[str]:
    """Say what is wrong with a JSON Feed 1.1 that is published at `self_url`."""
    try:
        feed = json.loads(data.decode(), object_pairs_hook=_refuse_twins)
    except ValueError as error:
        return [f"document: is no JSON in UTF-8: {error}."]
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return ["document: is no object with an array of items."]
    node = Node(name="feed", children=tuple(_json_nodes({**feed, "items": [], "item": feed["items"]})))
    faults = list(_judge(node, JSON, "feed"))
    faults += _date_faults(node, JSON, now or datetime.now(UTC))
    faults += _twin_faults([item.value("id") for item in node.all("item")], "id")
    faults += (fault for place in _places(node, "item") for fault in _json_item_faults(*place))
    if not isinstance(feed.get("authors"), list):
        faults.append("feed: authors is no array.")
    if node.value("feed_url") != self_url:
        faults.append(f'feed: feed_url is "{node.value("feed_url")}", not "{self_url}".')
    return faults


def opml_faults(data: bytes) -> list[str]:
    """Say what is wrong with an OPML 2.0 list of feeds, in folders or not."""
    opml, faults = _read_xml(data, OPML)
    for node in opml:
        faults += _judge(node, OPML, "opml")
        faults += (fault for body in node.all("body") for fault in _outline_faults(body))
    return faults


def _read_xml(data: bytes, kind: Format) -> tuple[list[Node], list[str]]:
    """Read a document into its root node, or none, with the faults of its bytes and namespaces."""
    declaration = rb"<\?xml version=([\"'])1\.0\1 encoding=([\"'])(?i:utf-8)\2( standalone=[\"']\w+[\"'])?\?>\s"
    faults = [] if re.match(declaration, data) else ["document: does not begin with an XML declaration of UTF-8."]
    if len(data) > SIZE_LIMIT:
        faults.append("document: is longer than 5,000,000 bytes.")
    if b"<!DOCTYPE" in data:
        faults.append("document: has a DTD.")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [], [*faults, f"document: is not well-formed: {error.msg}."]
    if root.tag != etree.QName(kind.namespace, kind.root).text:
        return [], [*faults, f"document: the root is {root.tag}."]
    for prefix, uri in sorted({pair for part in root.iter(etree.Element) for pair in part.nsmap.items()}, key=str):
        if (prefix, uri) != (None, kind.namespace) and (prefix != PREFIXES.get(uri) or uri == kind.namespace):
            faults.append(f'document: declares the namespace {uri} as "{prefix or ""}".')
    return [_xml_node(root, kind.namespace, [b"&#x" in line for line in data.split(b"\n")])], faults


def _xml_node(element: etree._Element, home: str | None, hexed: Sequence[bool]) -> Node:
    """Rewrite an element; `hexed` tells which lines hold a hexadecimal character reference."""

    def name(tag: str, home: str | None) -> str:
        qualified = etree.QName(tag)
        prefix = PREFIXES.get(qualified.namespace or "", qualified.namespace)
        return qualified.localname if qualified.namespace == home else f"{prefix}:{qualified.localname}"

    text = "".join(part for part in (element.text, *(child.tail for child in element)) if part)
    start = (element.sourceline or 1) - 1  # type: ignore[operator]
    mark = any(hexed[start : start + 1 + text.count("\n")])
    attributes = [Node(name=f"@{name(str(key), None)}", text=str(value), hexed=mark) for key, value in element.items()]
    children = [_xml_node(child, home, hexed) for child in element.iterchildren(etree.Element)]
    return Node(name=name(str(element.tag), home), text=text, children=(*attributes, *children), hexed=mark)


def _json_nodes(record: Mapping[str, object]) -> Iterator[Node]:
    """Rewrite a JSON object: an array becomes nodes of one name, a value that is no string a child of no name."""
    for name, value in record.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield Node(name=name, children=tuple(_json_nodes(part)))
            elif isinstance(part, str):
                yield Node(name=name, text=part)
            elif not name.startswith("_"):
                yield Node(name=name, text=str(part), children=(Node(name=type(part).__name__),))


def _refuse_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build a JSON object, each key of which occurs once."""
    if len(dict(pairs)) < len(pairs):
        message = "an object has a key twice"
        raise ValueError(message)
    return dict(pairs)


def _places(node: Node, name: str) -> Iterator[tuple[str, Node]]:
    """Say where each item of a feed stands."""
    return ((f"{name} {number}", item) for number, item in enumerate(node.all(name), 1))


def _judge(node: Node, kind: Format, where: str, path: str = "") -> Iterator[str]:
    """Judge a node and all below it: what it holds, and what its text looks like."""
    parent, _, key = f"{path} {node.name}".rpartition(" ")
    key = parent + key if key.startswith("@") else key
    spec = kind.holds.get(key, "#text").split()
    yield from _count_faults(node, spec, f"{where}: {key}")
    if "#text" in spec:
        yield from (f"{where}: {key} {fault}" for fault in _text_faults(node, kind, key, parent))
    elif node.text.strip():
        yield f"{where}: {key} holds text."
    known = {word.rstrip("?+*") for word in spec}
    tally = Counter[str]()
    for child in node.children:
        tally[child.name] += 1
        if child.name in {"entry", "item"}:
            yield from _judge(child, kind, f"{child.name} {tally[child.name]}")
        elif child.name in known:
            yield from _judge(child, kind, where, key)
        if child.name not in {"entry", "item"} and tally.keys() & {"entry", "item"}:
            yield f"{where}: {child.name} stands after the first item."


def _count_faults(node: Node, spec: Sequence[str], where: str) -> Iterator[str]:
    """Compare how often names occur in a node with how often they should."""
    present = Counter(child.name for child in node.children)
    limits = {word.rstrip("?+*"): COUNTS.get(word[-1], (1, 1)) for word in spec if word != "#text"}
    for name, (least, most) in limits.items():
        if present[name] < least:
            yield f"{where} lacks {name}."
        if most is not None and present[name] > most:
            yield f"{where} has more than one {name}."
    for name in present.keys() - limits.keys():
        if not name.startswith("_"):
            yield f"{where} must not hold {name}."


def _text_faults(node: Node, kind: Format, key: str, parent: str) -> Iterator[str]:
    """Judge one text: its characters, its ends, its form, and whether it could be taken for HTML."""
    text = node.text
    if found := re.search("[\x80-\x9f\ufffd\ud800-\udfff]", text):
        yield f"holds the character U+{ord(found[0]):04X}."
    elif re.search("[\xc2\xc3][\x80-\xbf]", text) and _is_misread(text):
        yield "is UTF-8 that was read as Latin-1."
    if not text.strip():
        yield "is blank."
    elif text != text.strip() and key not in {"content", "summary", "description", "content_html", "content_text"}:
        yield "is padded with white space."
    elif key in kind.forms and not re.fullmatch(kind.forms[key].pattern, text):
        yield f'"{text}" is no {kind.forms[key].noun}.'
    if node.value("@type") == "html" or f"{parent} {key}" == kind.html:
        yield from _html_faults(text)
    elif key in kind.plain and _looks_like_html(text, hexed=node.hexed, tags=kind.tags):
        yield "is plain text, but looks like HTML."


def _is_misread(text: str) -> bool:
    """Tell whether a text is UTF-8 that was decoded as Latin-1."""
    try:
        return bool(text.encode("latin-1").decode())
    except UnicodeError:
        return False


def _looks_like_html(text: str, *, hexed: bool, tags: bool) -> bool:
    """Tell whether a reader could take plain text for HTML; `tags` tells whether start tags count."""
    names = re.findall(r"&(#?\w+)", text)
    entities = any(name in {*name2codepoint, "apos"} or not name.isalpha() for name in names)
    return bool(re.search(r"</\w+>", text)) or (
        not hexed and (entities or (tags and bool(re.search(r"<[/a-zA-Z]", text))))
    )


def _twin_faults(values: Sequence[str], name: str) -> Iterator[str]:
    """Refuse values that occur twice."""
    return (f'feed: {name} "{value}" occurs {count} times.' for value, count in Counter(values).items() if count > 1)


def _link_faults(feed: Node, name: str, self_url: str, kind: str) -> Iterator[str]:
    """Judge the links of a feed or channel: what they are for, and whether the one to itself is true."""
    relations = [link.value("@rel") for link in feed.all(name)]
    for relation in set(relations) - {"self", "alternate", "current", "prev-archive", "license", "hub"}:
        yield f'{feed.name}: {name} has the relation "{relation}".'
    yield from _twin_link_faults(feed.all(name))
    if "self" not in relations:
        yield f"{feed.name}: the self link is missing."
    for link in feed.all(name):
        if link.value("@rel") == "self" and link.value("@href") != self_url:
            yield f'{feed.name}: the self link leads to "{link.value("@href")}", not to "{self_url}".'
        if link.value("@rel") == "self" and link.value("@type") != kind:
            yield f"{feed.name}: the self link is not of the type {kind}."
    for relation in ("current", "prev-archive"):
        if feed.all("fh:archive") and relation not in relations:
            yield f"{feed.name}: the archive document lacks the link {relation}."


def _twin_link_faults(links: Sequence[Node]) -> Iterator[str]:
    """Refuse two links of one relation, type and language."""
    once = [link for link in links if link.value("@rel") not in {"enclosure", "related", "via", "hub"}]
    return _twin_faults(
        [" ".join(link.value(key) for key in ("@rel", "@type", "@hreflang")).strip() for link in once], "link"
    )


def _atom_item_faults(where: str, entry: Node) -> Iterator[str]:
    """Judge what the parts of an Atom entry say of each other."""
    relations = {link.value("@rel") for link in entry.all("link")}
    for relation in relations - {"alternate", "enclosure", "related", "via", "license"}:
        yield f'{where}: link has the relation "{relation}".'
    if "alternate" not in relations:
        yield f"{where}: the alternate link is missing."
    yield from _twin_link_faults(entry.all("link"))
    if entry.all("summary") and _shown(entry.value("summary")) == _shown(entry.value("content")):
        yield f"{where}: the summary repeats the content."
    for category in entry.all("category"):
        if category.all("@term") and category.value("@label") != category.value("@term"):
            yield f'{where}: the category "{category.value("@term")}" has another label.'


def _json_item_faults(where: str, item: Node) -> Iterator[str]:
    """Judge what the parts of a JSON item say of each other."""
    contents = [item.value(key) for key in ("content_html", "content_text") if item.all(key)]
    if not contents:
        yield f"{where}: content_text and content_html are missing."
    if item.all("summary") and any(_shown(item.value("summary")) == _shown(content) for content in contents):
        yield f"{where}: the summary repeats the content."


def _shown(text: str) -> str:
    """Reduce plain text or HTML to the words that a reader sees; an image counts as one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text.replace("<img ", "IMG<"))).split())


def _rhythm_faults(channel: Node) -> Iterator[str]:
    """Demand that `ttl` and the syndication module name one and the same rhythm; an archive has none."""
    ttl, period, frequency = (channel.value(name) for name in ("ttl", "sy:updatePeriod", "sy:updateFrequency"))
    if not (ttl and period and frequency):
        if not any(link.value("@rel") == "current" for link in channel.all("atom:link")):
            yield "channel: the rhythm is incomplete without ttl, sy:updatePeriod and sy:updateFrequency."
    elif (
        period in MINUTES
        and re.fullmatch(r"[1-9]\d* [1-9]\d*", f"{ttl} {frequency}")
        and abs(int(ttl) * int(frequency) - MINUTES[period]) >= int(frequency)
    ):
        yield f"channel: ttl is {ttl}, but the update period is {period}, the frequency {frequency}."


def _date_faults(feed: Node, kind: Format, now: datetime) -> Iterator[str]:
    """Judge all dates of a feed: each for itself, the order of the items, and the date of the feed."""
    first, last = kind.dates
    places = [(feed.name, feed), *_places(feed, "item"), *_places(feed, "entry")]
    for where, node in places:
        yield from (
            f"{where}: {name} {fault}" for name in kind.dates for fault in _instant_faults(node, name, kind, now)
        )
        dates = [kind.parse(node.value(name)) for name in kind.dates]
        if node is not feed and dates[0] and dates[1] and dates[1] < dates[0]:
            yield f"{where}: {last} is before {first}."
    published = [(where, kind.parse(node.value(first))) for where, node in places[1:]]
    for (_, newer), (where, older) in pairwise(published):
        if newer and older and newer < older:
            yield f"{where}: is newer than the one before it."
    updated = [date for _, node in places[1:] if (date := kind.parse(node.value(last)))]
    yield from _twin_faults([date.astimezone(UTC).isoformat() for date in updated], last)
    known = [date for date in updated or filter(None, (date for _, date in published)) if date <= now]
    own = kind.parse(feed.value(last))
    if own and own <= now and known and (own < max(known) or (own != max(known) and updated)):
        yield f"{feed.name}: {last} is not that of the newest item."


def _instant_faults(node: Node, name: str, kind: Format, now: datetime) -> Iterator[str]:
    """Refuse a date that cannot be read or believed."""
    for text in (child.text for child in node.all(name)):
        instant = kind.parse(text.strip())
        if instant is None:
            yield f'"{text}" is no date of this format.'
        elif instant.year < FIRST_YEAR:
            yield f"is before {FIRST_YEAR}."
        elif instant > now:
            yield "is in the future."


def _outline_faults(folder: Node) -> Iterator[str]:
    """Judge the feeds in an OPML folder, and in all folders below."""
    for outline in folder.all("outline"):
        names = {child.name for child in outline.children}
        if outline.all("outline") and names & {"@type", "@xmlUrl"}:
            yield f'opml: the folder "{outline.value("@text")}" is marked as a feed.'
        if not outline.all("outline") and not {"@type", "@title", "@xmlUrl"} <= names:
            yield f'opml: the feed "{outline.value("@text")}" lacks type, title or xmlUrl.'
        yield from _outline_faults(outline)


VOID = _words("area br col hr img wbr source track")
BLOCKS = _words(
    "address article aside blockquote center dd details dir div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hgroup hr li main menu nav ol p pre section summary table ul"
)
INLINE = _words(
    "a abbr acronym audio b bdi big caption cite code colgroup data del dfn em font i ins kbd map mark picture q rp "
    "rt ruby s samp small span strike strong sub sup tbody td tfoot th thead time tr tt u var video"
)
# DEL, most of C0 and the non-characters, the last two of each plane among them.
CONTROL = (
    r"[\0-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
    + "]"
)
CONTROL_REFERENCE = r"(?i)&#(0*([0-8]|12[7-9]|1[345]\d)|x0*([0-8]|7f|[89][0-9a-f]));"


class _Fragment(HTMLParser):
    """Note all that a strict parser would move, and a sanitiser remove."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.faults: list[str] = []
        self.open = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element where it begins."""
        names = [name for name, _ in attrs]
        if tag not in VOID | BLOCKS | INLINE:
            self.faults.append(f"<{tag}> is not allowed")
        elif (tag in BLOCKS and "p" in self.open) or (tag == "a" and "a" in self.open):
            self.faults.append(f"<{tag}> stands in a wrong place")
        self.faults += (f"{name} occurs twice" for name, count in Counter(names).items() if count > 1)
        self.faults += (
            f"{name} is not allowed" for name in names if name.startswith("on") or name in {"style", "srcset"}
        )
        for name, value in attrs:
            if name in {"href", "src", "cite", "poster"} and not re.fullmatch(rf"{WEB}|mailto:{P}+", value or ""):
                self.faults.append(f'{name} "{value}" is no absolute URL')
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """Demand that the innermost element closes first."""
        if self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.faults.append(f"</{tag}> closes nothing")


def _html_faults(html: str) -> Iterator[str]:
    """Demand HTML that shows something, and that strict parsers and sanitisers leave as it is."""
    fragment = _Fragment()
    fragment.feed(html)
    fragment.close()
    faults = [*fragment.faults, *(f"<{tag}> is not closed" for tag in fragment.open[1:])]
    if re.search(r"""<(?!/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^<>"'])*>)""", html):
        faults.append("a < is not escaped, or begins a comment")
    faults += (f"<{tag}/> cannot close itself" for tag in re.findall(r"<(\w+)[^<>]*/>", html) if tag not in VOID)
    faults += (f"</{tag}> closes nothing" for tag in re.findall(r"</(\w+)>", html) if tag in VOID)
    for reference in re.findall(r"&[^;\s<&]*;?", html):
        if reference != "&" and (unescape(reference) == reference or not reference.endswith(";")):
            faults.append(f"{reference} is not escaped")
    faults += (f"{found[0]} is no character" for found in re.finditer(CONTROL_REFERENCE, html))
    faults += (f"U+{ord(found[0]):04X} is no character of HTML" for found in re.finditer(CONTROL, html))
    yield from (f"has bad HTML: {fault}." for fault in faults)
    if html.strip() and not _shown(html):
        yield "shows nothing."
