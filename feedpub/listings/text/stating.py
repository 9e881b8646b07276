"""What a source states of its layout, held against what a page can mean."""

from collections.abc import Mapping, Sequence
from typing import Final

from feedpub.errors import SourceError
from feedpub.layouttable import LayoutTable
from feedpub.listings.text.layouts import Layout
from feedpub.listings.text.scoring import Explained

_MARKERS: Final[Mapping[str, str]] = {"1.": "number", "1)": "number", "[1]": "[]", "none": ""}
_PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "first": ("line", "first"),
    "after title": ("line", "after"),
    "last": ("line", "last"),
    "above": ("line", "heading"),
}
_FORMS: Final[Mapping[str, str]] = {"before text": "lead", "behind text": "tail", "dateline": "dateline"}


def as_stated(tried: Sequence[Explained], stated: LayoutTable, name: str) -> list[Explained]:
    """Keep the layouts that a source states. Raises SourceError, naming the key, when the page has none such."""
    kept = list(tried)
    for key, value in (("marker", stated.marker), ("date", stated.date)):
        if not value:
            continue
        fitting = [one for one in kept if _fits(one.layout, key, value)]
        if kept and not fitting:
            raise SourceError(
                f"{name}: `layout.{key}` says “{value}”, but the page cannot be read so; found instead: "
                f"{kept[0].layout}; correct the config, or leave the key out and check with `feedpub show --explain`"
            )
        kept = fitting
    return kept


def _fits(layout: Layout, key: str, value: str) -> bool:
    if key == "marker":
        return layout.marker == _MARKERS.get(value, value)
    if value in _FORMS:
        return layout.form == _FORMS[value]
    return (layout.form, layout.stands) == _PLACES[value]
