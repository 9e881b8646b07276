"""How a plan looks in a terminal: what happens to each source, and under it to each of its items."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feedpub.cli.details import Detail, arrow, day, details_of, groups, summary
from feedpub.cli.screen import Part, Screen, Tone, fit, isolate, wrap

if TYPE_CHECKING:
    from feedpub.pipeline import Report
    from feedpub.preview import PlannedItem, Preview
    from feedpub.readings import SourceReport

_TONES: Final[dict[str, Tone]] = {
    "add": "good", "begin": "good", "rename": "changed", "edit": "changed", "re-date": "changed",
    "relabel": "strong", "move": "moved", "hold": "warning", "hide": "moved", "held": "warning", "failed": "bad",
}  # fmt: skip
_LABELS: Final = 10
"""How many columns the days of the items take, and the labels below them."""


def picture(report: "Report", preview: "Preview", steps: Mapping[str, str], screen: Screen) -> Iterator[str]:
    """Yield the lines that a terminal shows: what happens to each source, each item under its source."""
    cells = [_cell(planned) for planned in preview.items]
    cells += [source.state for source in report.sources if source.state != "ok"]
    columns = max(map(len, cells), default=0)
    room = max(screen.width - columns - _LABELS - 6, 20)
    for name, source, items in groups(report, preview):
        if items or (source is not None and source.state != "ok"):
            yield screen.paint([(isolate(name), "strong")])
            if source is not None and source.state != "ok":
                yield from _state(source, steps[name], columns, screen)
            for planned in items:
                for line in _entry(planned, columns, room):
                    yield screen.paint(line)
            yield ""
    if preview.begun or preview.renamed:
        yield screen.paint([("Topics", "strong")])
        yield from _topics(preview, screen)
        yield ""
    yield summary(report, preview)


def _state(source: "SourceReport", step: str, columns: int, screen: Screen) -> Iterator[str]:
    """Say of a source that is held or failed since when, why, and what to do."""
    since = f"since {source.since:%Y-%m-%d %H:%M} UTC; " if source.since else ""
    said = [source.reason, f"{since}the last good feeds stay"]
    room = max(screen.width - columns - 4, 20)
    lines = [line for text in said for line in wrap([(word, "") for word in text.split()], room)]
    if source.state == "held":
        lines.append([(step, "")])  # unbroken, to be copied
    for number, line in enumerate(lines):
        cell = source.state if number == 0 else ""
        yield screen.paint([*_head(cell, columns), *line])


def _entry(planned: "PlannedItem", columns: int, room: int) -> Iterator[list[Part]]:
    """Yield the lines of one item: what happens to it, its day and title, then what it was before and why."""
    title = isolate(fit(planned.item.headline, room))
    yield [*_head(_cell(planned), columns), (day(planned.item.published), "dim"), ("  ", ""), (title, "")]
    details = list(details_of(planned, room))
    if planned.actions == ("move",):
        # Many items may move at once for one reason: it stands beside their topics.
        details = [replace(d, value=[*d.value, (f"({planned.reason})", "dim")]) for d in details]
    elif planned.reason != "new":
        details.append(Detail("", "because", [(word, "dim") for word in planned.reason.split()], gap=1))
    first = planned.actions[planned.held]
    for detail in details:
        action = detail.action if detail.action in planned.actions and detail.action != first else ""
        label = detail.label
        for line in wrap(detail.value, room, detail.gap) if detail.gap else [detail.value]:
            yield [*_head(action, columns), (label.rjust(_LABELS), "dim"), ("  ", ""), *line]
            action = label = ""


def _topics(preview: "Preview", screen: Screen) -> Iterator[str]:
    """Say which topic feeds begin and which are called otherwise."""
    columns = len("rename" if preview.renamed else "begin")
    room = max(screen.width - columns - 4, 20)
    begun: list[Part] = [(f"{isolate(feed.label)} ({feed.total})", "") for feed in preview.begun]
    begun = [(text + "," * (place < len(begun)), tone) for place, (text, tone) in enumerate(begun, 1)]
    for number, line in enumerate(wrap(begun, room) if begun else ()):
        yield screen.paint([*_head("" if number else "begin", columns), *line])
    for before, feed in preview.renamed:
        value = arrow(before, feed.label, room)
        yield screen.paint([*_head("rename", columns), *value])


def _head(cell: str, columns: int) -> list[Part]:
    """Return the beginning of a line: what happens, filled up to the column of what follows."""
    return [("  ", ""), (cell, _TONES.get(cell.split(" ", maxsplit=1)[0], "")), (" " * (columns - len(cell) + 2), "")]


def _cell(planned: "PlannedItem") -> str:
    """Return what stands before an item: its first action, and whether it is held."""
    return " ".join(planned.actions[: 1 + planned.held])
