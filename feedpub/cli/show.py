"""The command on a listing: show."""

import json
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
def show(listing: Path, encoding: str, order: str | None) -> None:
    """Print the entries of LISTING (- is standard input) as JSON Lines, one entry a line.

    \b
    Keys: title, kicker, date, date_end, place, summary, credit, link, section, line;
    null where the listing prints none.
    """  # noqa: D301 - click wants the backspace itself
    from typing import cast

    from feedpub.config import encoding_exists
    from feedpub.dates import Order, Terms
    from feedpub.listings import parse_listing
    from feedpub.normaliser import Origin, print_entry
    from feedpub.sources import read_source

    if encoding and not encoding_exists(encoding):
        raise click.BadParameter(f"“{encoding}” is no encoding; write e.g. cp1252", param_hint="--encoding")
    terms = Terms(order=cast("Order | None", order))
    name = str(listing)
    page = parse_listing(read_source(name, Path()), name, encoding=encoding, terms=terms)
    for problem in page.problems:
        click.echo(f"warning: {problem}", err=True)
    for entry in page.entries:
        printed, fault = print_entry(entry, Origin(source=name), page.terms)
        if fault:
            click.echo(f"warning: {name}:{entry.line}: {fault}", err=True)
        row = {
            "title": printed.title,
            "kicker": next(iter(printed.kickers), None),
            "date": printed.instant.isoformat().replace("+00:00", "Z") if printed.instant else _iso(printed.day),
            "date_end": _iso(printed.end),
            "place": printed.place,
            "summary": printed.summary,
            "credit": printed.credit,
            "link": printed.link,
            "section": next(iter(printed.sections), None),
            "line": entry.line,
        }
        click.echo(json.dumps({key: value or None for key, value in row.items()}, ensure_ascii=False))


def _iso(day: object) -> str | None:
    return str(day) if day else None
