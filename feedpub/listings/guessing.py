"""JSON of any shape → paths under which its entries may be read, to be proposed to a person.

What a field is, its values say: addresses, dates, words. Its name decides between several that could be it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from statistics import median
from typing import Final

from feedpub.dates import Dateline, parse_moment
from feedpub.jsontable import JsonTable
from feedpub.listings.documents import BROKEN, document_of

_DEEP: Final = 4
_LOOKED_AT: Final = 50
_MOST: Final = 0.9
_NAMES: Final = {
    "title": ("headline", "title", "subject", "name", "caption"),
    "link": ("permalink", "link", "href", "url", "uri"),
    "date": ("publish", "date", "issued", "posted", "created", "time"),
    "summary": ("summary", "teaser", "excerpt", "abstract", "description", "lead", "intro"),
    "content": ("content", "body", "html", "text"),
    "topic": ("topic", "categor", "tag", "subject", "section", "type"),
    "author": ("author", "byline", "creator"),
    "image": ("image", "picture", "photo", "thumb", "img"),
}
_LATER: Final = re.compile(r"updat|modif|chang|expir|end", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+|/\S*")
_PICTURE: Final = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?:\?|$)", re.IGNORECASE)
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")

_Columns = Mapping[str, Sequence[str]]


def propose_tables(data: bytes) -> list[JsonTable]:
    """Return how the entries of some JSON may be read, the likeliest first; none where nothing has a title."""
    try:
        document = document_of(data)
    except BROKEN:
        return []
    found = [(_table(path, rows), len(rows)) for path, rows in _lists(document, "", _DEEP)]
    told = [(table, number) for table, number in found if table.title]
    told.sort(key=lambda one: (-bool(one[0].link) - bool(one[0].date), -one[1]))
    return [table for table, _ in told]


def _lists(value: object, path: str, deep: int) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield the lists of tables in a document, outer ones first."""
    if isinstance(value, list):
        rows = [one for one in value if isinstance(one, dict)]
        if rows:
            yield f"{path}[]", rows
    elif isinstance(value, dict) and deep:
        for key, one in value.items():
            if step := _step(path, key):
                yield from _lists(one, step, deep - 1)


def _table(each: str, rows: Sequence[dict[str, object]]) -> JsonTable:
    columns: defaultdict[str, list[str]] = defaultdict(list)
    looked_at = rows[:_LOOKED_AT]
    for row in looked_at:
        for path, text in dict(_leaves(row, "", _DEEP)).items():
            columns[path].append(text)
    often = {path: texts for path, texts in columns.items() if len(texts) * 2 >= len(looked_at)}
    addresses = {path: texts for path, texts in often.items() if _share(_ADDRESS, texts) >= _MOST}
    pictures = {path: texts for path, texts in addresses.items() if _share(_PICTURE, texts, inside=True) >= _MOST}
    dates = {path: texts for path, texts in often.items() if sum(map(_is_date, texts)) >= _MOST * len(texts)}
    words = {path: texts for path, texts in often.items() if path not in addresses and path not in dates}
    links = {path: texts for path, texts in addresses.items() if path not in pictures and _differ(texts)}
    first = {path: texts for path, texts in dates.items() if not _LATER.search(path)}
    titles = {path: texts for path, texts in words.items() if _differ(texts) and median(map(len, texts)) < 200}
    title = _named("title", titles) or _longest(titles)
    rest = {path: texts for path, texts in words.items() if path != title}
    return JsonTable(
        each=each,
        title=title,
        link=_named("link", links) or next(iter(links), ""),
        date=_named("date", first) or _named("date", dates) or next(iter(first or dates), ""),
        summary=_named("summary", rest),
        content=_named("content", {path: texts for path, texts in rest.items() if any("<" in text for text in texts)}),
        topic=_named("topic", {path: texts for path, texts in rest.items() if median(map(len, texts)) < 40}),
        author=_named("author", rest),
        image=_named("image", pictures) or next(iter(pictures), ""),
    )


def _leaves(value: object, path: str, deep: int) -> Iterator[tuple[str, str]]:
    """Yield the texts and numbers of a row with their paths, the first of each list."""
    if isinstance(value, dict) and deep:
        for key, one in value.items():
            if step := _step(path, key):
                yield from _leaves(one, step, deep - 1)
    elif isinstance(value, list):
        for one in islice(value, 1):
            yield from _leaves(one, f"{path}[]", deep - 1)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
        yield path, str(value).strip()


def _step(path: str, key: str) -> str:
    """Return the path to a key, "" where the grammar of paths has none."""
    if not key or '"' in key or key != key.strip():
        return ""
    plain = not re.search(r"[.\[\]{}]", key)
    return (f"{path}.{key}" if path else key) if plain else f'{path}["{key}"]'


def _named(field: str, columns: _Columns) -> str:
    """Return the column whose name says best that it is this field, "" where none does."""
    ranked = []
    for path in columns:
        name = re.split(r"[.\[]", re.sub(r"\[\]", "", path).lower())
        hint = next((n for n, word in enumerate(_NAMES[field]) if any(word in part for part in name)), None)
        if hint is not None:
            ranked.append((hint, len(path), path))
    return min(ranked)[2] if ranked else ""


def _longest(columns: _Columns) -> str:
    """Return the column with the longest texts of several words."""
    spoken = {path: texts for path, texts in columns.items() if sum(" " in text for text in texts) > len(texts) / 2}
    return max(spoken, key=lambda path: median(map(len, spoken[path])), default="")


def _share(pattern: re.Pattern[str], texts: Sequence[str], *, inside: bool = False) -> float:
    return sum(bool(pattern.search(text) if inside else pattern.fullmatch(text)) for text in texts) / len(texts)


def _differ(texts: Sequence[str]) -> bool:
    return len(set(texts)) >= _MOST * len(texts)


def _is_date(text: str) -> bool:
    return bool(_EPOCH.fullmatch(text)) or (len(text) < 60 and isinstance(parse_moment(text), Dateline))
