"""What a plan says in every form: the sources in order, what each item was before, and the numbers of all."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from feedpub.cli.screen import Part, differences, fit, isolate, width_of
from feedpub.text import count

if TYPE_CHECKING:
    from feedpub.model import FeedItem, Printed
    from feedpub.pipeline import Report
    from feedpub.preview import PlannedItem, Preview
    from feedpub.readings import SourceReport

_COUNTED: Final = {
    "add": "new item", "rename": "renamed item", "edit": "edited item", "re-date": "re-dated item",
    "relabel": "relabelled item", "move": "moved item", "hold": "held item",
    "hide": "hidden item",
}  # fmt: skip
_SHOWN: Final[dict[str, "Callable[[Printed], str]"]] = {
    "day": lambda printed: _iso(printed.day),
    "last day": lambda printed: _iso(printed.end),
    "time": lambda printed: rfc3339(printed.instant) or "",
    "date line": lambda printed: printed.dateline,
    "place": lambda printed: printed.place,
    "credit": lambda printed: printed.credit,
    "kicker": lambda printed: ", ".join(printed.kickers),
    "section": lambda printed: ", ".join(printed.sections),
    "link": lambda printed: printed.link,
}
_DATES: Final = frozenset({"day", "last day", "time", "place"})
"""When one of these is shown, the date line that prints it need not be."""

_EXCERPT: Final = 160
"""So many columns a changed summary takes where no terminal says how wide a line may be."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What an action changes: a label and a value, whose parts may be wrapped when there is a gap between them."""

    action: str
    label: str
    value: list[Part]
    gap: int = 0


def details_of(planned: "PlannedItem", room: int | None) -> Iterator[Detail]:
    """Yield what an item was before, in so many columns; None for as many as it takes."""
    item, before = planned.item, planned.before
    if before is not None:
        yield from _differences(planned, item, before, room)
    if "move" in planned.actions:
        topics: list[Part] = [(f"+ {label}", "new") for label in planned.gained]
        topics += [(f"− {label}", "old") for label in planned.lost]
        if room is None:
            topics = [("  ".join(text for text, _ in topics), "")]
        yield Detail("move", "topics", topics, gap=2)


def _differences(planned: "PlannedItem", item: "FeedItem", before: "FeedItem", room: int | None) -> Iterator[Detail]:
    """Yield every field that differs, as it was and as it would be."""
    if "re-date" in planned.actions:
        same_day = day(before.published) == day(item.published)
        shown = _minute if same_day else day
        yield Detail("re-date", "dated", arrow(shown(before.published), shown(item.published), None))
    if "title" in planned.changed:
        if room is not None and max(width_of(before.headline), width_of(item.headline)) > room:
            yield Detail("rename", "title", _isolated(differences(before.headline, item.headline, room)))
        else:
            yield Detail("rename", "was", [(isolate(before.headline) if room else before.headline, "old")])
    if "summary" in planned.changed:
        old, new = (each.printed.summary.replace("\n\n", " ¶ ") for each in (before, item))
        parts = differences(old, new, room or _EXCERPT)
        yield Detail("edit", "summary", _isolated(parts) if room else parts)
    for field in planned.changed:
        redundant = (field == "date line" and _DATES & set(planned.changed)) or (
            field == "day" and "re-date" in planned.actions
        )
        if field in _SHOWN and not redundant:
            action = "edit" if field in {"day", "last day", "time"} else "relabel"
            yield Detail(action, field, arrow(_SHOWN[field](before.printed), _SHOWN[field](item.printed), room))
    if "source" in planned.changed:
        yield Detail("relabel", "source", arrow(before.source, item.source, room))


def arrow(before: str, after: str, room: int | None) -> list[Part]:
    """Return `old → new`."""
    shown = [text or "none" for text in (before, after)]
    if room is not None:
        shorter = min(map(width_of, shown))
        each = max(room - 3 - shorter, (room - 3) // 2)
        shown = [isolate(fit(text, each)) for text in shown]
    return [(shown[0], "old"), (" → ", ""), (shown[1], "new")]


def _isolated(parts: Sequence[Part]) -> list[Part]:
    """Isolate parts of one text together."""
    text = "".join(text for text, _ in parts)
    return [("\u2068", ""), *parts, ("\u2069", "")] if isolate(text).startswith("\u2068") else list(parts)


def groups(report: "Report", preview: "Preview") -> Iterator[tuple[str, "SourceReport | None", "list[PlannedItem]"]]:
    """Yield every source with its items; those that have left the config come last, if they have any."""
    sources = {source.name: source for source in report.sources}
    for name in dict.fromkeys((*sources, *(planned.source for planned in preview.items))):
        yield name, sources.get(name), [planned for planned in preview.items if planned.source == name]


def summary(report: "Report", preview: "Preview") -> str:
    """Return the numbers: each item under its first action, the moved ones once more, what stays, the files."""
    number: Counter[str] = Counter(planned.actions[0] for planned in preview.items)
    number["move"] = sum("move" in planned.actions and not planned.held for planned in preview.items)
    parts = [count(number[action], what) for action, what in _COUNTED.items() if number[action]]
    unchanged = len(frozenset().union(*preview.unchanged.values()))
    parts += [f"{count(unchanged, 'item')} unchanged"] if unchanged else []
    files = f"{count(len(report.written), 'file')} would be written"
    if not (preview.items or preview.begun or preview.renamed) and report.written:
        # Nothing above says why: a setting changed, or somebody touched a file.
        few = report.written[:3]
        more = f" and {len(report.written) - len(few)} more" if len(report.written) > len(few) else ""
        files += f": {', '.join(few)}{more}"
    gone = f"{count(len(report.pruned), 'archive file')} would be removed" if report.pruned else ""
    return "; ".join(filter(None, [", ".join(parts), files, gone]))


def day(instant: datetime | None) -> str:
    """Write an instant as its day."""
    return f"{instant:%Y-%m-%d}" if instant else ""


def _minute(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"


def _iso(day: object) -> str:
    return str(day) if day else ""


def rfc3339(instant: datetime | None) -> str | None:
    """Write an instant as the feeds do."""
    return instant.isoformat().replace("+00:00", "Z") if instant else None
