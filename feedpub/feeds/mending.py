"""XML that breaks, mended where it is certain what is meant: signs, entries that break alone, a feed that is cut off.

Nothing is guessed at: what is mended must be XML without a fault, else the feed stays broken.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from lxml import etree

from feedpub.feeds.entry import Notes
from feedpub.text import is_utf8

_WIDE: Final = re.compile(rb"encoding\s*=\s*[\"'](?:utf-?(?:7|16|32)|ucs|iso-2022|hz)", re.IGNORECASE)
"""Encodings in which a byte of ASCII is not always its sign."""
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_SIGN: Final = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:#(\d{1,7});|#x([\da-f]{1,6});|([a-z][a-z\d]{1,31};))?",
    re.DOTALL | re.IGNORECASE,
)
_OWN: Final = frozenset((b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"))
_ROOT: Final = re.compile(rb"<((?:\w+:)?(?:rss|feed|RDF))(?=[\s>])[^<>]*(?=>)")
_PREFIX: Final = re.compile(rb"</?([a-z][\w.-]*):|\s([a-z][\w.-]*):[\w.-]+\s*=\s*[\"']", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"xmlns:([\w.-]+)\s*=")
_ENTRY: Final = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)(?:\w+:)?(?:item|entry)(?=[\s>/])[^<>]*(?<!/)>", re.DOTALL
)
_AHEAD: Final = 8192
_MOST: Final = 10_000
"""Feeds of more entries are not taken apart: each entry is parsed by itself."""


def parse_strictly(data: bytes, encoding: str) -> etree._Element:
    """Parse XML with nothing expanded, fetched or unbounded. Raises XMLSyntaxError where it breaks."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding=encoding or None
    )
    return etree.fromstring(data, parser)


def reason_of(error: etree.XMLSyntaxError) -> str:
    """Return what the parser says, without the place."""
    return (error.msg or "no XML").partition(", line ")[0]


def mend(data: bytes, notes: Notes, encoding: str, error: etree.XMLSyntaxError) -> etree._Element:
    """Parse a feed that breaks as it is meant, and note what was done; raise its error where that is not certain."""
    root = _ROOT.search(data[:_AHEAD])
    if root is None or b"\0" in data[:4] or (not encoding and _WIDE.search(data[:_AHEAD])):
        raise error
    line = (error.lineno or 1) + notes.skipped
    if not encoding and is_utf8(data):
        encoding = "utf-8"
    tidy = _with_prefixes(_SIGN.sub(_meant, data.translate(None, _CONTROLS)))
    try:
        found = parse_strictly(tidy, encoding)
    except etree.XMLSyntaxError:
        return _without_broken(tidy, notes, encoding, error)
    notes.add(f"the XML breaks here ({reason_of(error)}); it was read as it is meant", line)
    return found


def _meant(sign: re.Match[bytes]) -> bytes:
    """Return a sign as XML has it: a bare ampersand, a name of HTML, a number of no character."""
    decimal, hexadecimal, name = sign.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        allowed = code in b"\t\n\r" or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000
        return sign[0] if allowed else b""
    if sign[0].startswith(b"<") or name in _OWN:
        return sign[0]
    meant = html5.get(name.decode()) if name else None
    return "".join(f"&#{ord(letter)};" for letter in meant).encode() if meant else b"&amp;" + sign[0][1:]


def _with_prefixes(data: bytes) -> bytes:
    """Declare the prefixes that a feed uses and does not declare: what is named so is of no known kind."""
    used = {element or attribute for element, attribute in _PREFIX.findall(data)} - {b"xml", b"xmlns"}
    missing = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (p, p) for p in sorted(used - {*_DECLARED.findall(data)}))
    return _ROOT.sub(lambda root: root[0] + missing, data, count=1) if missing else data


def _without_broken(data: bytes, notes: Notes, encoding: str, error: etree.XMLSyntaxError) -> etree._Element:
    """Parse a feed without the entries that break, and without what stands behind the last where it is cut off."""
    root = _ROOT.search(data)
    spans = list(_spans(data))
    if root is None or len(spans) > _MOST:
        raise error
    begin, end = data[: root.end() + 1], b"</%b>" % root[1]
    parts: list[bytes] = []
    faults: list[tuple[str, int]] = []
    line, at = 1 + notes.skipped, 0
    for start, stop in spans:
        entry = data[start:stop]
        line += data.count(b"\n", at, start)
        fault = _fault_of(begin + entry + end, encoding)
        if fault:
            faults.append((f"the XML of this entry breaks ({fault}); it is left out", line))
        parts += [data[at:start], b"\n" * entry.count(b"\n") if fault else entry]
        line += entry.count(b"\n")
        at = stop
    if len(faults) == len(spans):
        raise error
    rest = data[at:]
    if end not in rest:
        before = data[: spans[0][0]]
        rest = (b"</channel>" if b"<channel" in before and b"</channel" not in before else b"") + end
        faults.append(
            ("the feed breaks off here; only what stands before is read", data.count(b"\n") + 1 + notes.skipped)
        )
    try:
        found = parse_strictly(b"".join([*parts, rest]), encoding)
    except etree.XMLSyntaxError:
        raise error from None
    for message, line in faults:
        notes.add(message, line)
    return found


def _fault_of(data: bytes, encoding: str) -> str:
    """Say why some XML breaks; "" where it does not."""
    try:
        parse_strictly(data, encoding)
    except etree.XMLSyntaxError as error:
        return reason_of(error)
    return ""


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the entries of a feed begin and end: each at the latest where the next one begins."""
    begun = -1
    for tag in _ENTRY.finditer(data):
        if tag[1] is None:
            continue
        if begun >= 0:
            yield begun, tag.end() if tag[1] else tag.start()
        begun = -1 if tag[1] else tag.start()
    if begun >= 0:
        yield begun, len(data)
