"""The command on a listing: show."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from feedpub.cli.common import config_option, read_encoding
from feedpub.text import clean_markup

if TYPE_CHECKING:
    from feedpub.config import Source
    from feedpub.dates import Terms
    from feedpub.model import ListingEntry

_SHOW_CODES: Final = """\b
Exit codes:
  0   the entries were printed
  1   LISTING cannot be read, or is no listing
  2   wrong usage"""


@click.command(epilog=_SHOW_CODES)
@click.argument("listing", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--encoding", default="", callback=read_encoding, help="The encoding of the page, if it is not UTF-8.")
@click.option("--order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How all-number dates are meant.")
@config_option
@click.option(
    "--source", "source_name", default="", metavar="NAME", help="Read LISTING as the config says of this source."
)
@click.option("--url", "address", default="", metavar="ADDRESS", help="Read LISTING as if it came from this address.")
@click.option(
    "--explain", is_flag=True, help="Print how LISTING is read instead: layout, runner-up, role of each line or field."
)
def show(  # noqa: PLR0913, PLR0917 - one for each option
    listing: Path,
    config_path: Path,
    source_name: str,
    encoding: str,
    order: str | None,
    address: str,
    *,
    explain: bool,
) -> None:
    """Print the entries of LISTING (- is standard input) as JSON Lines, one entry a line.

    \b
    Keys: title, kicker, date, date_end, place, summary, credit, link, image, author,
    section, line; null where the listing prints none.
    """  # noqa: D301 - click wants the backspace itself
    from typing import cast

    from feedpub.config import Source
    from feedpub.dates import Order, Terms
    from feedpub.listings import explain_listing, parse_listing
    from feedpub.normaliser import (
        PARTIAL,
        UNDATED,
        Origin,
        dated_otherwise,
        first_of_partial,
        print_entry,
        print_no_date,
    )
    from feedpub.sources import read_named

    terms = Terms(order=cast("Order | None", order))
    name = str(listing)
    source = Source(name=name, page=address, encoding=encoding)
    if source_name:
        source, terms = _declared(config_path, source_name, source, terms)
    data = read_named(name)
    if explain:
        lines = explain_listing(
            data,
            name,
            encoding=source.encoding,
            terms=terms,
            address=source.page,
            select=source.select,
            layout=source.layout,
        )
        for line in lines:
            click.echo(clean_markup(line))  # what a page prints must not steer the terminal
        return
    page = parse_listing(
        data,
        name,
        encoding=source.encoding,
        terms=terms,
        address=source.page,
        select=source.select,
        kind=source.kind,
        paths=source.json,
        layout=source.layout,
    )
    for problem in page.problems:
        click.echo(f"warning: {problem}", err=True)
    read = [(*print_entry(entry, Origin(source=name, page=source.page), page.terms), entry) for entry in page.entries]
    for problem in dated_otherwise([(printed, entry.line) for printed, _, entry in read], name):
        click.echo(f"warning: {problem}", err=True)
    undated = print_no_date(page.entries)
    if undated:
        click.echo(f"warning: {name}: {UNDATED}", err=True)
    partial = None if undated else first_of_partial(page)
    if partial is not None:
        click.echo(f"warning: {name}:{partial.line}: {PARTIAL}", err=True)
    for printed, fault, entry in read:
        if fault and not (undated or partial is not None):
            click.echo(f"warning: {name}:{entry.line}: {fault}", err=True)
        row = {
            "title": printed.title,
            "kicker": next(iter(printed.kickers), None),
            "date": _moment(printed.instant, entry, page.terms) if printed.instant else _iso(printed.day),
            "date_end": _iso(printed.end),
            "place": printed.place,
            "summary": printed.summary,
            "credit": printed.credit,
            "link": printed.link,
            "image": printed.image,
            "author": printed.author,
            "section": next(iter(printed.sections), None),
            "line": entry.line,
        }
        click.echo(json.dumps({key: value or None for key, value in row.items()}, ensure_ascii=False))


def _declared(path: Path, name: str, given: "Source", terms: "Terms") -> "tuple[Source, Terms]":
    """Return what a config declares of a source; what the command line says comes first."""
    from dataclasses import replace

    import msgspec

    from feedpub.config import load_config

    config = load_config(path)
    source = next((one for one in config.source if one.name == name), None)
    if source is None:
        names = ", ".join(f"“{one.name}”" for one in config.source)
        raise click.BadParameter(f"{path} has no source “{name}”; it has {names}", param_hint="--source")
    terms = msgspec.structs.replace(
        terms,
        order=terms.order or source.order,
        zone=config.zone_of(source),
        two_digit_years=source.two_digit_years,
    )
    page = given.page or source.page or next(iter(source.urls), "")
    return replace(source, page=page, encoding=given.encoding or source.encoding), terms


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _moment(instant: datetime, entry: "ListingEntry", terms: "Terms") -> str:
    """Return an instant in the zone that the page writes it in, for its day is meant there."""
    from feedpub.dates import Dateline, parse_dateline

    read = parse_dateline(entry.dateline, terms)
    meant = read.instant if isinstance(read, Dateline) else None
    if entry.moment:
        with suppress(ValueError):
            meant = datetime.fromisoformat(entry.moment)
    return (meant if meant is not None and meant == instant else instant).isoformat().replace("+00:00", "Z")
