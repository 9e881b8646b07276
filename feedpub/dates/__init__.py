"""Printed dates → days, instants and places; or a refusal that says why. dateutil's only room.

    page lines ─prove_order, prove_languages→ Terms      line + Terms ─parse_dateline→ Dateline | Refusal | None

Nothing is completed from today: what a line leaves out stands in its `Terms`, or it is refused.
"""

from feedpub.dates.beside import Beside, Piece, beside_date
from feedpub.dates.bylines import leads_nowhere
from feedpub.dates.century import ShortDate, prove_century, short_dates
from feedpub.dates.foreign import foreign_letters, has_foreign_edges
from feedpub.dates.gazetteer import is_known_place, names_place
from feedpub.dates.headings import parse_heading, parse_year_or_month
from feedpub.dates.lines import LONGEST, WORDY, find_dates, holds_a_number, may_hold_a_date, parse_dateline
from feedpub.dates.moments import parse_moment
from feedpub.dates.places import NOWHERE, VENUES, is_place_before
from feedpub.dates.proof import assume_order, prove_languages, prove_order, prove_points
from feedpub.dates.types import UNDECLARED, Dateline, Found, Heading, Order, Refusal, Terms

__all__ = [
    "LONGEST",
    "NOWHERE",
    "UNDECLARED",
    "VENUES",
    "WORDY",
    "Beside",
    "Dateline",
    "Found",
    "Heading",
    "Order",
    "Piece",
    "Refusal",
    "ShortDate",
    "Terms",
    "assume_order",
    "beside_date",
    "find_dates",
    "foreign_letters",
    "has_foreign_edges",
    "holds_a_number",
    "is_known_place",
    "is_place_before",
    "leads_nowhere",
    "may_hold_a_date",
    "names_place",
    "parse_dateline",
    "parse_heading",
    "parse_moment",
    "parse_year_or_month",
    "prove_century",
    "prove_languages",
    "prove_order",
    "prove_points",
    "short_dates",
]
