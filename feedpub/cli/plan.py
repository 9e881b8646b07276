"""The command that shows what a build would do: plan."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from feedpub.cli.common import (
    EXIT_CODES,
    accept_option,
    clock,
    config_option,
    json_option,
    load,
    now_option,
    speak_of_problems,
    speak_of_restoring,
)
from feedpub.cli.details import day, details_of, groups, rfc3339, summary
from feedpub.cli.picture import picture
from feedpub.cli.progress import fetching_bar
from feedpub.cli.screen import this_screen
from feedpub.text import count

if TYPE_CHECKING:
    from feedpub.pipeline import Report
    from feedpub.preview import PlannedItem, Preview


@click.command(epilog=EXIT_CODES)
@config_option
@now_option
@accept_option
@json_option
def plan(config_path: Path, now: datetime | None, accept: tuple[str, ...], *, as_json: bool) -> None:
    """Say what a build would change, item by item, with the reason. Nothing is written.

    \b
    Actions:
      add      the item is new
      hide     its source keeps it back now: keep, drop
      rename   its title changed
      edit     its summary or its printed date changed
      re-date  its day of publication changed
      relabel  place, kicker, credit, link … changed; readers are not told
      move     it enters topics, or leaves them
      hold     comes before the others: they wait for --accept

    \b
    A pipe or a file gets a line for each item, its columns separated by tabs:
    actions, day, title, reason, source, and what the item was before.

    \b
    --json prints one document:
      sources         name, state (ok, held, failed), reason, since, unchanged
      items           guid, source, actions, held, title, title_before,
                      published, published_before, updated, updated_before,
                      changed, reason, topics_added, topics_removed
      topics_begun    label, path, items (how many it begins with)
      topics_renamed  label, label_before, path
      files           what would be written
      removed         what --prune would remove
      exit_code       that of this run
    Every key is always there. A key with _before is null where the build would
    change nothing, or the item is new; reason and since are null while all is
    well. What does not change is only counted.
    """  # noqa: D301 - click wants the backspace itself
    run_plan(config_path, now, accept, as_json=as_json)


def run_plan(
    config_path: Path, now: datetime | None, accepted: Sequence[str], *, as_json: bool, pruned: bool = False
) -> NoReturn:
    """Print the plan, as JSON, for a terminal or for a pipe, and end with the exit code of the run."""
    from feedpub import pipeline
    from feedpub.status import next_step

    config = load(config_path, accepted)
    with fetching_bar() as progress:
        report, preview = pipeline.plan(config, now=clock(now), accept=accepted, progress=progress, pruned=pruned)
    speak_of_restoring(report, config)
    speak_of_problems(report)
    screen = this_screen()
    if as_json:
        click.echo(json.dumps(_document(report, preview), ensure_ascii=False, indent=1))
    else:
        steps = {source.name: next_step(source.name, source.reason, config.path) for source in report.sources}
        lines = _lines(report, preview, steps) if screen is None else picture(report, preview, steps, screen)
        for line in lines:
            click.echo(line, color=screen is not None and screen.coloured)
    sys.exit(report.exit_code)


# ── for machines ──────────────────────────────────────────────────────────────────────────────────────


def _document(report: "Report", preview: "Preview") -> dict[str, object]:
    """Return the plan as JSON has it."""
    return {
        "sources": [
            {
                "name": source.name,
                "state": source.state,
                "reason": source.reason or None,
                "since": rfc3339(source.since) if source.state != "ok" else None,
                "unchanged": len(preview.unchanged[source.name]),
            }
            for source in report.sources
        ],
        "items": [_row(planned) for planned in preview.items],
        "topics_begun": [{"label": f.label, "path": f.path, "items": f.total} for f in preview.begun],
        "topics_renamed": [
            {"label": feed.label, "label_before": before, "path": feed.path} for before, feed in preview.renamed
        ],
        "files": report.written,
        "removed": report.pruned,
        "exit_code": report.exit_code,
    }


def _row(planned: "PlannedItem") -> dict[str, object]:
    item, before = planned.item, planned.before or planned.item
    return {
        "guid": item.guid,
        "source": planned.source,
        "actions": planned.actions,
        "held": planned.held,
        "title": item.headline,
        "title_before": before.headline if before.headline != item.headline else None,
        "published": rfc3339(item.published),
        "published_before": rfc3339(before.published) if before.published != item.published else None,
        "updated": rfc3339(item.updated),
        "updated_before": rfc3339(before.updated) if before.updated != item.updated else None,
        "changed": planned.changed,
        "reason": planned.reason,
        "topics_added": planned.gained,
        "topics_removed": planned.lost,
    }


# ── for pipes ─────────────────────────────────────────────────────────────────────────────────────────


def _lines(report: "Report", preview: "Preview", steps: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each item, its columns separated by tabs, and a last one with the numbers.

    `steps` hold what can be done about each source that is held.
    """
    for name, source, items in groups(report, preview):
        if source is not None and source.state != "ok":
            hint = [steps[name]] if source.state == "held" else []
            yield _columns(source.state, day(source.since), "", source.reason, name, *hint)
        for planned in items:
            details = (f"{d.label}: {''.join(text for text, _ in d.value)}" for d in details_of(planned, None))
            first = ",".join(planned.actions), day(planned.item.published), planned.item.headline
            yield _columns(*first, planned.reason, name, *details)
    for feed in preview.begun:
        yield _columns("topic", "", feed.label, f"begins with {count(feed.total, 'item')}", "", feed.path)
    for before, feed in preview.renamed:
        yield _columns("topic", "", feed.label, f"was called “{before}”", "", feed.path)
    yield summary(report, preview)


def _columns(*columns: str) -> str:
    return "\t".join(" ".join(column.split()) for column in columns)
