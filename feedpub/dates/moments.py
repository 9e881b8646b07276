"""Dates written for machines: ISO 8601, RFC 2822."""

from feedpub.dates.lines import parse_dateline
from feedpub.dates.types import UNDECLARED, Dateline, Refusal, Terms


def parse_moment(text: str, terms: Terms = UNDECLARED) -> Dateline | Refusal | None:
    """Read the whole of an attribute such as `datetime`; None if it is no date."""
    return parse_dateline(text, terms)
