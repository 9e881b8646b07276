"""The text of a page → paragraphs: markers off, wrapped lines joined, links taken out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Dateline, Refusal, parse_dateline
from feedpub.listings.text.wording.counters import is_reading_time
from feedpub.listings.text.wording.filled import begins_text, has_rest
from feedpub.listings.text.wording.framed import FRAMED_LABEL
from feedpub.listings.text.wording.furniture import is_furniture, without_icons
from feedpub.listings.text.wording.habits import Habits, is_full, is_open
from feedpub.listings.text.wording.links import take_links
from feedpub.listings.text.wording.signing import names_sender
from feedpub.listings.text.wording.words import CUT, are_sentences, is_credit, is_sentence, label_of
from feedpub.patterns import later
from feedpub.text import clean

DESCRIBED: Final = "[image below]"
"""A picture that the line below describes, where pages have the word “Image” alone on lines."""
_NUMBER: Final = r"(?:\(?(?P<number>\d{1,6})(?:[.)]|\.\))|\[(?P<bracket>\d{1,6})\]|№\s?(?P<no>\d{1,6})[.:]?)"
_MARKER: Final = later(
    rf"(?:{_NUMBER}|(?P<bullet>\*\*\*?|[-*•·–—+●▪■□◦‣⁃➤►▶»→★☆✓#]|o(?=\s))\s?)(?:\s+|$)|(?P<tight>[•●▪■◦‣➤►▶◆◇○・·※])(?=\S)"
)
_LABEL: Final = later(
    r"(?:\*\*|__)?(?P<word>[^\W\d_][\w /().'’°º-]{1,24}?)(?:\*\*|__)?\s?"
    r"(?::(?:\*\*|__)?(?:\s+|$)|(?:：|(?<=[\u3040-\u9fff]):)(?:\*\*|__)?\s*)"
)
_FURTHER: Final = later(r"\s[^\W\d_a-zß-ÿ][^\W\d_]{1,11}:\s")
_LABEL_SIZE: Final = 32
"""So far a label reaches, with its colon."""
_RULE: Final = later(r"([-=_*~#.•·─━—–+])(?:(?:\s?\1){3,}|(?:\s\1){2})")
_UNDERLINE: Final = later(r"(?:={3,}|-{3,}|~{3,})")
_HEADING: Final = later(r"(#{1,6})\s+(?P<text>.*?)\s*#*$")
_STRESSED: Final = later(r"(?P<mark>\*{1,3}|_{1,3})(?![\s*_])(?P<text>[^*_]+)(?<!\s)(?P=mark)(?!\w)")
_STARS: Final = later(r"\*{2,3}\s+(?=\w)")
_FRAMED: Final = later(r"(?P<mark>[*=~+-]{2,})\s+(?P<text>\w(?:(?:(?!\s(?P=mark)\s).)*\S)?)\s+(?P=mark)")
"""Signs on both sides of a title, in letters to readers: “*** Title ***”; between its words they are a part of it."""
_PICTURE: Final = later(
    r"(?P<bullet>[•*+-]\s+)?\[(?:img|image|inline|picture|logo|icon|[\w-]+\.(?:gif|png|jpe?g))\b[^\]]*\]", re.IGNORECASE
)
_IMAGE: Final = later(r"[\w-]{1,40}\.(?i:jpe?g|gif|png)(?=[^\W\d_a-z]|[“\"«])")
"""The name of a picture glued to the text that it stood beside."""
_DAY: Final = later(
    r"\d{1,2}\.\s*(?:(?:(?:[^\W\d_]{3,12}|\d{1,2}\.)\s*)?(?:[-–—/&]|bis|und|til|och|og)\s*\d{1,2}\.\s*)?"
    r"(?:\d{1,2}\.|(?P<month>[^\W\d_]{3,12})\.?,?)\s*(?:19|20)\d\d\b"
)
_YEAR_FIRST: Final = later(r"(?:19|20)\d\d\.\s?(?:\d{1,2}|[^\W\d_]{3,12})\.?\s\d{1,2}\b\.?")
"""“2020. május 3.”, “2020. 5. 3.”"""
_OWN_NUMBER: Final = later(r"(?!(?:19|20)\d\d$)(?:[^\W\d_]{1,6}[ /-]{0,2})?\d[\d/-]*")
"""The number of a text, “2010-09”, “MR 12/34”; a year is none."""
_ENDED: Final = later(r"\s(?:19|20)\d\d$")
_ROW: Final = 3
_HEAD, _NEAR, _WIDE = 100, 2, 60
"""No longer text is underlined, and a sentence by no rule that is so wide, unless their lengths differ by few."""
_APART: Final = later(r"\s*\t\s*|\s{2,}")


class Paragraph(Struct, frozen=True):
    """A paragraph of the page.

    `line` counts from 1, `indent` in columns, `gap` the empty lines above it. `text` stands behind its marker,
    `words` is all of it. `style` is the kind of its marker (“number”, “-”, “title:”), `heading` is how deep a heading
    the page marks it as, 0 for none. `cells` is the text with a tab where it is parted by one, or by wide space; ""
    where it is not. `clock` is the time that stood before the text. `linked` are the words of the first link in it.
    `pictured`: it touches the word “Image” above. `daily`: it said that the news of a day stand below it.
    """

    line: int
    indent: int
    gap: int
    text: str
    words: str
    style: str = ""
    number: int | None = None
    label: str = ""
    heading: int = 0
    links: tuple[str, ...] = ()
    last: int = 0
    cells: str = ""
    clock: str = ""
    linked: str = ""
    pictured: bool = False
    daily: bool = False


def paragraphs(lines: Sequence[str], habits: Habits, is_date: Callable[[str], bool]) -> Iterator[Paragraph]:
    """Cut a page into paragraphs; a line is joined to the one above where that one was full."""
    current: Paragraph | None = None
    gap, before, begin, pictured = 0, "", 1, False
    for number, line in enumerate(lines, 1):
        words = _without_image(clean(line))
        if "[" in words and (picture := _PICTURE.match(words)) is not None:
            bullet, words = picture["bullet"] or "", words[picture.end() :].strip()
            if not words and not bullet:
                pictured = picture.group() == DESCRIBED
                continue
            words = f"{bullet}{words}"
        if words and words[0] in "*_" and (stressed := _STRESSED.match(words)):
            words = stressed["text"] + words[stressed.end() :]
        if words and words[0] in "*=~-+" and (framed := _FRAMED.fullmatch(words)):
            words = framed["text"]
        if not words or _RULE.fullmatch(words):
            if current is not None and words and not gap and _UNDERLINE.fullmatch(words) and _may_head(current, words):
                yield _as_heading(current, level=1 if words.startswith("=") else 2)
                current = None
                continue  # what is underlined is not parted from what follows
            if current is not None:
                yield current
            current, pictured = None, False
            gap += 2 if words else 1  # a rule parts more than an empty line does
            continue
        paragraph = _paragraph(number, line, words, gap, habits)
        if pictured:
            paragraph, pictured = replace(paragraph, pictured=True), False
        begin = number if gap else begin
        joined = current is not None and habits.width > 0 and _goes_on(current, before, paragraph, habits)
        if current is not None and current.last - begin in habits.titles and current.last == current.line:
            joined = joined and not begins_text(before, line, "".join(lines[number : number + 1]), habits.width)
        joined = joined and (habits.ended or (is_open(before) and words.endswith(".")) or not is_date(words))
        if current is not None and (joined or (habits.width > 0 and _has_rest(before, words, habits))):
            current = replace(
                current,
                text=f"{current.text} {paragraph.words}".strip(),
                words=f"{current.words} {paragraph.words}",
                links=current.links + paragraph.links,
                last=number,
                cells="",
            )
        else:
            if current is not None:
                yield current
            current = paragraph
        gap, before = 0, line.rstrip()
    if current is not None:
        yield current


def _without_image(words: str) -> str:
    """Leave out the name of a picture that is glued to a text."""
    image = _IMAGE.match(words)
    return words if image is None else words[image.end() :]


def _may_head(p: Paragraph, rule: str) -> bool:
    """Say whether a line may be one that is underlined: an address is none, nor a text above a rule across the page."""
    told = p.text.endswith(".") and not p.text.endswith(CUT)
    return 0 < len(p.text) <= _HEAD and (not told or len(rule) < _WIDE or abs(len(p.text) - len(rule)) <= _NEAR)


def _as_heading(paragraph: Paragraph, level: int) -> Paragraph:
    """Make an underlined line a heading, without the stars that open it in letters to readers: “** News”."""
    text = _STARS.sub("", paragraph.text)
    return replace(paragraph, text=text, words=_STARS.sub("", paragraph.words), heading=level)


def _has_rest(before: str, words: str, habits: Habits) -> bool:
    full = is_full(before, words.split(maxsplit=1)[0], habits.width)
    return full and has_rest(before, words, bracketed=habits.bracketed)


def _goes_on(current: Paragraph, before: str, paragraph: Paragraph, habits: Habits) -> bool:
    ended = habits.ended and _ENDED.search(current.words) is not None
    if ended or paragraph.words == current.words or (habits.named and not _surely_goes_on(current, before, paragraph)):
        return False
    return _joins(before, paragraph, habits.width)


def _surely_goes_on(current: Paragraph, before: str, paragraph: Paragraph) -> bool:
    """Say whether a line is no title, kicker or text of its own: small letters, a word or a text before lead to it."""
    text = current.last > current.line or are_sentences(f"{current.words} ")
    return paragraph.words[0].islower() or is_open(before) or (text and not is_sentence(before.rstrip()))


def _joins(before: str, paragraph: Paragraph, width: int) -> bool:
    """Say whether a line goes on where the one above was full: its first word had no room there."""
    if paragraph.style or paragraph.heading or is_credit(paragraph.words) or not paragraph.words:
        return False
    words = paragraph.words  # a lone word may end a text as well as lead on, and so may small ones
    if is_reading_time(words) or (("_" in words or (" " in words and words[0].isupper())) and is_furniture(words)):
        return False
    return is_full(before, paragraph.words.split(maxsplit=1)[0], width)


def _paragraph(number: int, line: str, words: str, gap: int, habits: Habits) -> Paragraph:
    """Read the marker, the label and the links of one line."""
    wide, links = line.expandtabs(8), habits.links
    indent = len(wide) - len(wide.lstrip())
    if heading := _HEADING.fullmatch(words):
        head = take_links(heading["text"], links)
        return Paragraph(
            number, indent, gap, head.text, head.text, heading=len(heading[1]), links=head.links, last=number
        )
    style, value, rest = "", None, words
    marker = _MARKER.match(words)
    if marker is not None and not is_date_like(words):
        rest = words[marker.end() :]
        count = marker["number"] or marker["bracket"] or marker["no"]
        style = ("[]" if marker["bracket"] else "number") if count else str(marker["bullet"] or marker["tight"])
        value = int(count) if count else None
        if rest[:1] in {"*", "_"} and (stressed := _STRESSED.match(rest)):
            rest = stressed["text"] + rest[stressed.end() :]
        if style == "[]" and count in links:
            # A number of a dump leads to an address; it marks no entry.
            style, value, rest = "", None, words
    rest = _without_furniture(line, rest)
    linked = take_links(rest, links)
    rest, found = linked.text, linked.links
    label, end = label_at(rest, habits)
    if label and names_sender(rest, label):
        label = ""
    if label:
        rest = rest[end:].strip(" *_")
        style = style or f"{label}:"
    shown = rest if not style or style.endswith(":") else take_links(words, links).text
    cells = cells_of(line.strip(), rest)
    return Paragraph(
        *(number, indent, gap, rest, shown, style, value, label),
        links=found,
        last=number,
        cells=cells,
        linked=linked.first,
    )


def _without_furniture(line: str, text: str) -> str:
    """Leave out the last cells of a row if they lead to a file or a page (“PDF”, “Read more”) or number its text."""
    if ("\t" in line or "  " in line) and not is_one_cell(line := line.strip()):
        cells = [clean(cell) for cell in _APART.split(line)]
        for cell in cells[:0:-1]:
            if not ((is_furniture(cell) or _is_numbered(cells, cell)) and text.endswith(cell)):
                break
            text = text[: -len(cell)].rstrip()
    return without_icons(text)


def _is_numbered(cells: Sequence[str], cell: str) -> bool:
    """Say whether the last of three cells or more is the number of a text whose date the first is."""
    if (
        len(cells) < _ROW
        or cell is not cells[-1]
        or not _OWN_NUMBER.fullmatch(cell)
        or parse_dateline(cells[0]) is None
    ):
        return False
    read = parse_dateline(cell)
    return read is None or (isinstance(read, Refusal) and read.partial)


def is_one_cell(line: str) -> bool:
    """Say of most lines, without the spaces around them, that no wide space parts them."""
    return "  " not in line and line.isascii() and line.isprintable()


def resumed(
    beginning: Sequence[Paragraph], lines: Sequence[str], habits: Habits, is_date: Callable[[str], bool]
) -> Iterator[Paragraph]:
    """Cut a page into paragraphs of which those of its first lines are known, the last one perhaps in part."""
    *known, last = beginning
    yield from known
    before = last.line - 1
    for place, one in enumerate(paragraphs(lines[before:], habits, is_date)):
        yield replace(one, line=one.line + before, last=one.last + before, gap=one.gap if place else last.gap)


def cells_of(line: str, text: str) -> str:
    """Return the text of a line with a tab where its cells are parted, "" if it is one cell."""
    if "\t" not in line and "  " not in line:
        return ""
    cells = "\t".join(map(clean, _APART.split(line)))[-len(text) :]
    return cells if "\t" in cells and cells.replace("\t", " ") == text else ""


def label_at(words: str, habits: Habits) -> tuple[str, int]:
    """Return the label that opens a line, "" without one, and where it ends; it may stand in brackets, “【日時】”."""
    if habits.framed and (framed := FRAMED_LABEL.match(words)) is not None:
        word = framed["word"].casefold()
        return (label_of(word, 1), framed.end()) if word in habits.framed else ("", 0)
    named = _LABEL.match(words) if ":" in words[:_LABEL_SIZE] or "：" in words[:_LABEL_SIZE] else None
    if named is None:
        return "", 0
    word = named["word"].casefold()
    if habits.keys.get(word, 0) < 2 and len(_FURTHER.findall(words, named.end())) > 1:
        return "", 0  # the text of one entry: “When: 3 May To: 5 May Where: Harbour”
    return label_of(word, habits.keys.get(word, 0)), named.end()


def is_date_like(words: str) -> bool:
    """Say whether a line begins with a number that is a day: “20. May 2016”, “3. 5. 2020”, “20. – 22. May 2016”."""
    if words[:2] in {"19", "20"} and (led := _YEAR_FIRST.match(words)) is not None:
        return isinstance(parse_dateline(led[0]), Dateline)
    match = _DAY.match(words.lstrip("([")) if words[:1] in "([" else _DAY.match(words)
    # “5. Budget 2018” counts entries.
    return match is not None and (not match["month"] or parse_dateline(match[0]) is not None)


def styles(page: Sequence[Paragraph]) -> Counter[tuple[str, int]]:
    """Count the markers of the page by style and indent."""
    return Counter((p.style, p.indent) for p in page if p.style)
