"""The command on a listing: show."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

import click

_SHOW_CODES: Final = """\b
Exit codes:
  0   the entries were printed
  1   LISTING cannot be read, or is no listing
  2   wrong usage"""


@click.command(epilog=_SHOW_CODES)
@click.argument("listing", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--encoding", default="", help="The encoding of the page, if it is not UTF-8.")
@click.option("--order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How all-number dates are meant.")
@click.option("--url", "address", default="", metavar="ADDRESS", help="Read LISTING as if it came from this address.")
@click.option(
    "--explain", is_flag=True, help="Print how LISTING is read instead: layout, runner-up, role of each line."
)
def show(listing: Path, encoding: str, order: str | None, address: str, *, explain: bool) -> None:
    """Print the entries of LISTING (- is standard input) as JSON Lines, one entry a line.

    \b
    Keys: title, kicker, date, date_end, place, summary, credit, link, image, author,
    section, line; null where the listing prints none.
    """  # noqa: D301 - click wants the backspace itself
    from typing import cast

    from feedpub.config import encoding_exists
    from feedpub.dates import Order, Terms
    from feedpub.listings import explain_listing, parse_listing
    from feedpub.normaliser import Origin, print_entry
    from feedpub.sources import read_source

    if encoding and not encoding_exists(encoding):
        raise click.BadParameter(f"“{encoding}” is no encoding; write e.g. cp1252", param_hint="--encoding")
    terms = Terms(order=cast("Order | None", order))
    name = str(listing)
    data = read_source(name, Path())
    if explain:
        for line in explain_listing(data, name, encoding=encoding, terms=terms):
            click.echo(line)
        return
    page = parse_listing(data, name, encoding=encoding, terms=terms, address=address)
    for problem in page.problems:
        click.echo(f"warning: {problem}", err=True)
    for entry in page.entries:
        printed, fault = print_entry(entry, Origin(source=name, page=address), page.terms)
        if fault:
            click.echo(f"warning: {name}:{entry.line}: {fault}", err=True)
        row = {
            "title": printed.title,
            "kicker": next(iter(printed.kickers), None),
            "date": _moment(printed.instant, entry.moment) if printed.instant else _iso(printed.day),
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


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _moment(instant: datetime, written: str) -> str:
    """Return an instant in the zone that the page writes it in, for its day is meant there."""
    try:
        meant = datetime.fromisoformat(written)
    except ValueError:
        meant = instant
    return (meant if meant == instant else instant).isoformat().replace("+00:00", "Z")
