"""JSON of any shape → entries, by the paths of a config."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Final

from feedpub.dates import UNDECLARED, Terms
from feedpub.errors import SourceError
from feedpub.feeds.entry import excerpt_of
from feedpub.feeds.markup import is_html, text_of_html
from feedpub.jsontable import UNLED, JsonTable, Step, holes, parse_path
from feedpub.listings.documents import BROKEN, document_of
from feedpub.model import Listing, ListingEntry

_SHOWN: Final = 5
_DEEP: Final = 4


def parse_data(data: bytes, name: str, table: JsonTable, terms: Terms = UNDECLARED) -> Listing:
    """Read the entries that the paths of a config lead to, in the order of the document.

    Raises SourceError for broken JSON, and for a path that leads nowhere, naming what stands there instead.
    """
    try:
        document = document_of(data)
    except BROKEN as error:
        raise SourceError(f"{name}: the JSON breaks ({error}); fetch it again") from None
    if table == UNLED:
        raise SourceError(
            f'{name}: this is JSON; say in the [[source]] where its entries stand, e.g. json = {{ each = "items[]", '
            f'title = "title", link = "url", date = "date" }}; {_lists(document)}'
        )
    found = list(_follow(document, parse_path(table.each), name, "each", table.each))
    rows = [row for one in found for row in (one if isinstance(one, list) else [one])]
    if not rows:
        raise SourceError(f"{name}: `each`: “{table.each}” is an empty list; {_lists(document)}")
    for field in ("title", "link", "date", "summary", "topic", "section", "author", "image", "content"):
        _refuse_useless(rows, getattr(table, field), field, name)
    return Listing(entries=tuple(_entry(row, table, number) for number, row in enumerate(rows, 1)), terms=terms)


def _entry(row: object, table: JsonTable, number: int) -> ListingEntry:
    """Make an entry of a row; its line is its number, since JSON needs none."""
    date = next(iter(_texts(row, table.date, date=True)), "")
    topics = _texts(row, table.topic)
    brief, whole = ("\n\n".join(map(text_of_html, _texts(row, path))) for path in (table.summary, table.content))
    return ListingEntry(
        line=number,
        title=_plain(_texts(row, table.title)),
        summary=whole or brief,
        excerpt=excerpt_of(brief, whole) if whole else "",
        content="\n".join(text for text in _texts(row, table.content) if is_html(text)),
        link=next(iter(_texts(row, table.link)), ""),
        kicker=next(iter(topics), ""),
        kickers=topics[1:],
        section=_plain(_texts(row, table.section)),
        dateline=date,
        moment=date,
        author=_plain(_texts(row, table.author)),
        image=next(iter(_texts(row, table.image)), ""),
    )


def _plain(texts: Sequence[str]) -> str:
    return " ".join(text_of_html(texts[0]).split()) if texts else ""


def _texts(row: object, field: str, *, date: bool = False) -> tuple[str, ...]:
    """Return what stands in a field as texts; what is neither text nor number counts as nothing."""
    if not field:
        return ()
    parts = holes(field)
    if not parts:
        values = list(_walk(row, parse_path(field)))
        flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
        return tuple(text for text in (_text(value, date=date) for value in flat) if text)
    filled = field
    for hole, path in parts:
        value = next((text for text in map(_text, _walk(row, parse_path(path))) if text), "")
        if not value:
            return ()
        filled = filled.replace(hole, value)
    return (filled,)


def _text(value: object, *, date: bool = False) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if date and isinstance(value, (int, float)):
        return _instant(float(value))
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _instant(number: float) -> str:
    """Read a number as an instant: seconds or milliseconds since 1970; others, such as a year, are no date."""
    seconds = number / 1000 if number > 1e11 else number
    if not 1e8 <= seconds < 1e11:
        return str(number).removesuffix(".0")
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


# ── paths ─────────────────────────────────────────────────────────────────────────────────────────────


def _walk(value: object, steps: Sequence[Step]) -> Iterator[object]:
    """Yield what a path leads to; a step that leads nowhere leads to nothing."""
    if not steps:
        yield value
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, str):
        if isinstance(value, dict) and step in value:
            yield from _walk(value[step], rest)
        elif isinstance(value, list):
            # `tags.name` of a list is the name of each.
            for one in value:
                if isinstance(one, dict) and step in one:
                    yield from _walk(one[step], rest)
    elif isinstance(value, list):
        chosen = value if step is None else value[step:][:1] if step >= 0 else value[step : step + 1 or None]
        for one in chosen:
            yield from _walk(one, rest)


def _follow(document: object, steps: Sequence[Step], name: str, field: str, path: str) -> list[object]:
    """Return what a path leads to. Raises SourceError at the first step that leads nowhere."""
    found = list(_walk(document, steps))
    if not found:
        raise SourceError(
            f"{name}: `{field}`: “{path}” leads nowhere: {_missing([document], steps)}; {_lists(document)}"
        )
    return found


def _refuse_useless(rows: Sequence[object], field: str, key: str, name: str) -> None:
    """Refuse a path that leads somewhere in no entry at all: it is a slip, not a missing value."""
    for path in [path for _, path in holes(field)] or [field]:
        steps = parse_path(path)
        if path and not any(True for row in rows for _ in _walk(row, steps)):
            raise SourceError(f"{name}: `{key}`: “{path}” stands in no entry: {_missing(rows[:20], steps)}")


def _missing(values: Sequence[object], steps: Sequence[Step]) -> str:
    """Say at which step a path leads nowhere, and what there is instead."""
    for number, step in enumerate(steps):
        after = [one for value in values for one in _walk(value, (step,))]
        if not after:
            here = "the top" if number == 0 else f"“{_spelt(steps[:number])}”"
            keys = sorted({key for value in values if isinstance(value, dict) for key in value})
            if isinstance(step, str) and keys:
                near = get_close_matches(step, keys, n=1)
                there = f"did you mean `{near[0]}`?" if near else f"there is: {', '.join(keys[:12])}"
                return f"{here} has no `{step}`; {there}"
            kinds = sorted({_KINDS.get(type(value), "a number") for value in values})
            return f"{here} is {' or '.join(kinds) or 'empty'}"
        values = after
    return "nothing stands there"


_KINDS: Final = {dict: "a table", list: "a list", str: "a text", type(None): "null", bool: "true or false"}


def _spelt(steps: Sequence[Step]) -> str:
    return "".join("[]" if s is None else f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).lstrip(".")


def _lists(document: object) -> str:
    """Name the lists of tables in a document, the longest first: one of them holds the entries."""
    found = sorted(_find_lists(document, (), _DEEP), key=lambda pair: -pair[1])[:_SHOWN]
    if not found:
        return "no list of entries stands in it"
    return "lists in it: " + ", ".join(f"{path or '[]'} ({number})" for path, number in found)


def _find_lists(value: object, steps: tuple[Step, ...], deep: int) -> Iterator[tuple[str, int]]:
    if isinstance(value, list):
        rows = [one for one in value if isinstance(one, dict)]
        if rows:
            yield _spelt((*steps, None)), len(rows)
            if deep:
                yield from _find_lists(rows[0], (*steps, 0), deep - 1)
    elif isinstance(value, dict) and deep:
        for key, one in value.items():
            yield from _find_lists(one, (*steps, key), deep - 1)
