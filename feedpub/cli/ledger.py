"""Commands on the ledger: list and show are here, those that correct it or carry it elsewhere beside."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from feedpub.cli.common import NAMING, READ_CODES, WRITE_CODES, config_option, load, reading
from feedpub.cli.corrections import apart, clock_, forget, same, withdraw
from feedpub.cli.transfer import backup, export, import_
from feedpub.text import shorten

if TYPE_CHECKING:
    from feedpub.config import Config
    from feedpub.ledger import Ledger
    from feedpub.model import Printed

_FIELDS: Final = {
    "title": "title", "summary": "summary", "kickers": "kicker", "sections": "section", "dateline": "date line",
    "day": "day", "end": "last day", "instant": "time", "place": "place", "credit": "credit", "link": "link",
}  # fmt: skip


_AT_ONCE: Final = "What follows from same, apart, forget and withdraw is published at once; no listing is read.\n\n"


@click.group(epilog=_AT_ONCE + WRITE_CODES)
def ledger() -> None:
    """Look into what feedpub remembers, and correct it by hand."""


for _command in (same, apart, forget, withdraw, clock_, export, import_, backup):
    ledger.add_command(_command)


@ledger.command("list", epilog=READ_CODES, short_help="Print all items, one a line.")
@config_option
@click.option("--source", default="", help="Only what this source ever listed.")
@click.option("--withdrawn", is_flag=True, help="Only what was withdrawn.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
def list_(config_path: Path, source: str, *, withdrawn: bool, as_json: bool) -> None:
    """Print all items, one a line, the newest arrival first: day, guid, whether it is listed now, title."""
    from msgspec.structs import asdict

    from feedpub.ledger.finding import browse, withdrawn_unknown

    config = load(config_path, ())
    with reading(config) as kept:
        _refuse_unknown_source(kept, config, source)
        for item in browse(kept, source=source, withdrawn=withdrawn):
            by = [name for name in item.listed_by if name in _names(config)]
            if as_json:
                row = asdict(item) | {
                    "published": _iso(item.published), "updated": _iso(item.updated), "listed_by": by
                }  # fmt: skip
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                mark = "withdrawn" if item.withdrawn else "listed" if by else ""
                click.echo(f"{item.published:%Y-%m-%d}  {item.guid}  {mark:<9}  {shorten(item.title, 200)}")
        for guid in withdrawn_unknown(kept) if withdrawn and not source else ():
            click.echo(json.dumps({"guid": guid, "withdrawn": True}) if as_json else f"{'':<10}  {guid}  withdrawn")


@ledger.command(epilog=NAMING + READ_CODES, short_help="Print everything that is known of items.")
@config_option
@click.argument("guids", metavar="GUID…", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
def show(config_path: Path, guids: tuple[str, ...], *, as_json: bool) -> None:
    """Print everything that is known of items."""
    from feedpub.ledger.finding import find_item

    config = load(config_path, ())
    with reading(config) as kept:
        for number, guid in enumerate([find_item(kept, words) for words in guids]):
            if not kept.is_minted(guid):
                click.echo(json.dumps({"guid": guid, "withdrawn": True}) if as_json else f"{guid}: withdrawn")
            elif as_json:
                click.echo(json.dumps(_as_json(kept, config, guid), ensure_ascii=False))
            else:
                click.echo("\n" * bool(number) + "\n".join(_in_words(kept, config, guid)))


def _as_json(kept: "Ledger", config: "Config", guid: str) -> dict[str, object]:
    """Return everything that is known of an item."""
    import msgspec

    from feedpub.ledger.finding import listed_by
    from feedpub.ledger.records import read_record

    row: dict[str, object] = msgspec.json.decode(msgspec.json.encode(read_record(kept.db, guid)))
    del row["kind"]
    return row | {
        "listed_by": [name for name in listed_by(kept, guid) if name in _names(config)],
        "withdrawn": kept.is_withdrawn(guid),
        "joined": list(kept.parts(guid)),
    }


def _in_words(kept: "Ledger", config: "Config", guid: str) -> Iterator[str]:
    """Yield the lines about an item."""
    from feedpub.ledger.finding import listed_by
    from feedpub.ledger.records import printed_of, read_record

    record = read_record(kept.db, guid)
    printed = printed_of(record.printed)
    basis = {"day": "the printed day", "instant": "the printed time", "seen": "the first sight"}[record.basis]
    yield printed.title or shorten(printed.summary.replace("\n\n", " "))
    yield _line("guid", guid)
    yield from (_line("part of it", part) for part in kept.parts(guid))
    if kept.is_withdrawn(guid):
        yield _line("withdrawn", "in no file, for good")
    yield _line("published", f"{_iso(record.published)}, {basis}")
    yield _line("updated", _iso(record.updated))
    yield _line("first seen", _iso(record.first_seen))
    yield _line("source", record.source)
    by = [name for name in listed_by(kept, guid) if name in _names(config)]
    yield _line("listed by", ", ".join(by) or "no source now")
    yield from (_line("key", key) for key in record.keys)
    for source, data in record.sightings.items():
        yield f"  printed by {source}"
        yield from _printed_lines(printed_of(data))
    for earlier in record.earlier:
        yield (
            f"  printed earlier, before “{record.keys[earlier.place]}”"
            if earlier.place < len(record.keys)
            else "  printed earlier"
        )
        yield from _printed_lines(printed_of(earlier.printed))


def _printed_lines(printed: "Printed") -> Iterator[str]:
    """Yield what was printed, a field a line."""
    for name, said in _FIELDS.items():
        value = getattr(printed, name)
        if value:
            text = ", ".join(value) if isinstance(value, tuple) else _iso(value) if name == "instant" else str(value)
            yield _line(f"  {said}", text.replace("\n\n", "\n" + " " * 15))


def _line(name: str, value: str) -> str:
    return f"  {name:<11}  {value}"


def _names(config: "Config") -> frozenset[str]:
    return frozenset(source.name for source in config.source)


def _refuse_unknown_source(kept: "Ledger", config: "Config", name: str) -> None:
    """Refuse a source that was never read and is not in the config, and name the nearest one."""
    from difflib import get_close_matches

    from feedpub.ledger.finding import sources

    names = sorted({*_names(config), *sources(kept)})
    if name and name not in names:
        near = get_close_matches(name, names, n=1, cutoff=0.4)
        hint = f"did you mean “{near[0]}”?" if near else f"there is: {', '.join(names)}"
        raise click.BadParameter(f"there is no source “{name}”; {hint}", param_hint="--source")


def _iso(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
