"""Where the entries of a page without dates start: at titles that begin blocks, at titles above texts, at texts."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from feedpub.listings.text.pages.layouts import ABOVE_TEXT, EACH, Layout
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment, is_heading_line, names_credit
from feedpub.listings.text.wording.furniture import is_furniture, without_more
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import CUT, are_sentences, is_sentence, is_short

_TITLE, _LONG = 60, 160
"""A line of more signs may be a text, and is one for certain."""
_LED: Final = 80
_QUESTION: Final = 100
"""A longer question, or line that is cut short, is no title."""
_ASKING: Final = ("?", "!", "？", "！")
_FEW: Final = 3
_MOST_HEADS: Final = 2
"""So many lines may head a text: kicker and title."""


def undated_starts(page: Page, layout: Layout) -> list[int]:
    """Return where entries without dates start."""
    if layout.above == EACH:
        return _each(page)
    return _above_texts(page) if layout.above == ABOVE_TEXT else _blocks(page)


def heads_of_undated(page: Page, layout: Layout, starts: Sequence[int]) -> set[int]:
    """Return the lines between texts that begin no entry: headings, and what stands below the last text."""
    if layout.stands != "none" or layout.marker or layout.above not in {EACH, ABOVE_TEXT}:
        return set()
    kinds, begun = _kinds(page), set(starts)
    size = 0 if layout.above == EACH else _size(_runs(kinds))
    heads: set[int] = set()
    for run, headed in _runs(kinds):
        others = run[:-size] if headed and size else run
        heads.update(at for at in others if at > starts[0] and at not in begun and kinds[at] == "head")
    return heads


def overlooked(page: Page, segments: Sequence[Segment]) -> float:
    """Say which share of the texts of a page stand above all entries, or have a title above them that begins none."""
    kinds = _kinds(page)
    begun = {at for one in segments for at in (one.start, one.start + 1)}
    texts = [at for at, kind in enumerate(kinds) if kind == "text"]
    lost = sum(at < segments[0].start or (kinds[at - 1] == "head" and not {at, at - 1} & begun) for at in texts)
    return lost / len(texts) if texts else 0.0


def _blocks(page: Page) -> list[int]:
    """Return the lines that begin a block, are no sentences, and have a text below them."""
    lines = page.paragraphs
    titles = {
        at
        for at, line in enumerate(lines)
        if (line.gap or not at) and line.text and not is_sentence(line.text) and not is_furniture(line.text)
    }
    return [at for at in sorted(titles) if at + 1 < len(lines) and at + 1 not in titles and lines[at + 1].text]


def _each(page: Page) -> list[int]:
    """Return all texts, and lines as long as one, where few of them have a title above them."""
    kinds, lines = _kinds(page), page.paragraphs
    texts = kinds.count("text")
    below = [at + 1 for at, pair in enumerate(pairwise(kinds)) if pair == ("head", "text")]
    headed = sum(_tells(lines[at - 1].text, lines[at].text) for at in below)
    starts = [at for at, kind in enumerate(kinds) if kind == "text" or (kind == "head" and _is_long(lines[at]))]
    return starts if headed * _FEW <= texts and _FEW <= len(starts) < 2 * texts else []


def _is_long(line: Paragraph) -> bool:
    return len(line.text) > _TITLE


def _above_texts(page: Page) -> list[int]:
    """Return the titles above texts, with the kickers above them where most titles have one.

    What else stands above a title is a title without a text, or a heading if it is short; above the first one it
    belongs to the page.
    """
    kinds = _kinds(page)
    runs = _runs(kinds)
    size = _size(runs)
    starts = _text_cut_short(page, kinds)
    for number, (run, headed) in enumerate(runs):
        if not headed:
            continue
        heads = [at for at in run if kinds[at] == "head"]
        own = heads[-size:]
        begin = next((at for at in run if at == own[0] - 1 and kinds[at] == "credit"), own[0])
        if number:
            starts += [at for at in heads[: -len(own)] if not (is_short(page.paragraphs[at].text) or _heads(page, at))]
        starts.append(begin)
    return starts


def _heads(page: Page, at: int) -> bool:
    return is_heading_line(page.paragraphs[at])


def _text_cut_short(page: Page, kinds: Sequence[str]) -> list[int]:
    """Return the first line if it is a text cut short, as most are: a copy has lost its title."""
    texts = [page.paragraphs[at].text for at, kind in enumerate(kinds) if kind == "text"]
    cut = [without_more(text).endswith(CUT) for text in texts]
    return [0] if kinds[0] == "text" and cut[0] and sum(cut) * 2 > len(cut) else []


def _runs(kinds: Sequence[str]) -> list[tuple[list[int], bool]]:
    """Return the lines between texts that hold a title, and whether a text stands below them."""
    runs: list[tuple[list[int], bool]] = []
    for between, group in groupby(range(len(kinds)), key=lambda at: kinds[at] in {"head", "credit"}):
        run = list(group)
        if between and any(kinds[at] == "head" for at in run):
            runs.append((run, run[-1] + 1 < len(kinds) and kinds[run[-1] + 1] == "text"))
    return runs


def _size(runs: Sequence[tuple[list[int], bool]]) -> int:
    """Return how many lines head a text on most of the page, without the first, above which its head stands."""
    sizes = Counter(len(run) for run, headed in (runs[1:] or runs) if headed)
    return min(_MOST_HEADS, max(sizes, key=lambda size: sizes[size], default=1))


def _kinds(page: Page) -> list[str]:
    """Say of each line whether it is a text, a head of one, a credit, or furniture."""
    lines = page.paragraphs
    kinds = [_kind(line) for line in lines]
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        below = at + 1 < len(kinds) and (kinds[at + 1] == "text" or _tells(line.text, lines[at + 1].text))
        if kind == "text" and below and _asks(line.text):
            kinds[at] = "head"
        elif kind == "head" and at and kinds[at - 1] == "head" and _tells(lines[at - 1].text, line.text):
            kinds[at] = "text"
    cut = _cut_titles(lines, kinds)
    headed = sum(pair == ("head", "text") for pair in pairwise(kinds)) + len(cut)
    if cut and headed * 2 > kinds.count("text") - len(cut):
        for at in cut:
            kinds[at] = "head"
    return kinds


def _cut_titles(lines: Sequence[Paragraph], kinds: Sequence[str]) -> list[int]:
    """Return what may be titles that are cut short: lines below no head that end in “…”, above much longer texts."""
    return [
        at
        for at, (kind, below) in enumerate(pairwise(kinds))
        if kind == below == "text"
        and len(lines[at].text) <= _QUESTION
        and lines[at].text.endswith(CUT)
        and (not at or kinds[at - 1] != "head")
        and _tells(lines[at].text, lines[at + 1].text)
    ]


def _kind(line: Paragraph) -> str:
    text = line.text
    if not text or is_furniture(text):
        return "furniture"
    if names_credit(line):
        return "credit"
    led = text.endswith((":", "：")) and len(text) > _LED
    told = led or is_sentence(text) or without_more(text) != text or len(text) > _LONG
    return "text" if told and not line.heading else "head"


def _asks(text: str) -> bool:
    """Say whether a line is one question or call, which may be a title."""
    return text.endswith(_ASKING) and len(text) <= _QUESTION and not are_sentences(text)


def _tells(title: str, text: str) -> bool:
    """Say whether a line is much longer than the title above it, which is what a text is."""
    return len(text) > _TITLE and len(text) * 2 > len(title) * 3
