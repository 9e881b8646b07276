"""How the dates of a page are seen before its layout is known: by what it means, and by what it only may mean.

Dates that cannot be read still stand where dates stand: they show the layout, and each is then refused by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import Terms, assume_order, prove_century, prove_languages, prove_order, short_dates

_SOME: Final = 2


class Sight(Struct, frozen=True):
    """What a page means by its dates: `terms` are proved or declared, `seen` say more to find where dates stand."""

    terms: Terms
    seen: Terms


def sights(lines: Sequence[str], terms: Terms) -> Iterator[Sight]:
    """Yield how the dates of a page may be seen: plainly; then, where it has such, with years of two digits."""
    yield _sight(lines, terms, terms)
    if terms.two_digit_years:
        return
    short = list(short_dates(lines, terms))
    if len(short) >= _SOME:
        meant = replace(terms, two_digit_years=True)
        yield _sight(lines, meant if prove_century(short, lines, terms) else terms, meant)


def _sight(lines: Sequence[str], terms: Terms, seen: Terms) -> Sight:
    order = prove_order(lines, seen)
    languages = prove_languages(lines, replace(seen, order=order))
    seen = replace(seen, order=order or assume_order(lines, seen), languages=languages)
    return Sight(replace(terms, order=order, languages=languages), seen)
