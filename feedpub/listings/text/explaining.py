"""A layout found → what was found and why, line by line, for people."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from feedpub.dates import Dateline, Terms, parse_dateline
from feedpub.listings.text.cutting.sorting import Template
from feedpub.listings.text.labels.kickers import Kickers
from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.layouts import Layout
from feedpub.listings.text.pages.page import Page


def explain_lines(
    page: Page, terms: Terms, winner: Explained, second: Explained | None, lines: tuple[str, ...]
) -> Iterator[str]:
    """Yield the layout found, the runner-up with both scores, and the role of each line."""
    yield f"layout: {winner.layout}{_kickers(winner.template)} (score {winner.score:.3f})"
    if second is None:
        yield "runner-up: none"
    else:
        yield f"runner-up: {second.layout}{_kickers(second.template)} (score {second.score:.3f})"
    languages = ", ".join(terms.languages) or "not needed"
    yield f"dates: order {_order(page, terms, winner)}, languages {languages}"
    roles = _roles(page, winner)
    width = max((len(role) for role in roles.values()), default=4)
    last, end = "", page.paragraphs[-1].last
    for number, line in enumerate(lines, 1):
        role = roles.get(number, "" if not line.strip() else "foot" if number > end else last)
        last = role
        yield f"{number:>5} {role:<{width}} {line}".rstrip()


def _order(page: Page, terms: Terms, winner: Explained) -> str:
    """Say in which order the numbers of dates are read, and whether the page leaves that open."""
    if terms.order is not None:
        return terms.order
    form, segments = winner.layout.form, winner.cut.segments
    dates = [date.line for one in segments if one.at is not None and (date := page.dated(one.at, form)) is not None]
    for line in (*dates, *(one.day for one in segments if one.day)):
        seen = isinstance(parse_dateline(line, page.terms), Dateline)
        if seen and not isinstance(parse_dateline(line, replace(page.terms, order=None)), Dateline):
            return f"not proved (“{line}” can be read in two ways; declare `order`)"
    return "not needed"


def _kickers(template: Template) -> str:
    layout: Layout = template.layout
    kickers = template.kickers
    if template.untitled:
        return f"; entries have {'kickers and ' if kickers != Kickers() else ''}no title"
    if kickers == Kickers():
        return "; no kickers"
    where = (
        "above its date, the title behind it"
        if kickers.split
        else "behind its date"
        if kickers.behind == 0
        else "above the title"
        if kickers.above == 0
        else "below the title"
    )
    return f"; a kicker stands {where}" if layout.form == "line" else "; entries have kickers"


def _roles(page: Page, winner: Explained) -> dict[int, str]:
    """Return what is said of each line that begins a paragraph."""
    roles: dict[int, str] = {}
    made = winner.cut
    for at, paragraph in enumerate(page.paragraphs):
        roles[paragraph.line] = "head" if at < made.segments[0].start else "foot"
    for at in made.headings:
        roles[page.paragraphs[at].line] = "section"
    for number, (segment, parts) in enumerate(zip(made.segments, winner.parts, strict=True), 1):
        own = [(page.paragraphs[at].line, at) for at in range(segment.start, segment.stop)]
        for line, cells in groupby(own, key=itemgetter(0)):  # one paragraph, or the cells of a row
            places = {at for _, at in cells}
            found = "+".join(dict.fromkeys(part.role for part in parts if part.at in places)) or "marker"
            roles[line] = f"{number}.{found}"
    return roles
