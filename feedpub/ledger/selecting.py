"""Ask the ledger about many values in few statements: each statement costs more than a row."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

AT_ONCE: Final = 500
"""So many values stand in one statement: every SQLite takes 999."""

ID: Final = "(SELECT id FROM item WHERE guid = ?)"
"""The number of an item in its row, by which others name it."""


def select(db: sqlite3.Connection, query: str, values: Iterable[str | int]) -> Iterator[sqlite3.Cursor]:
    """Yield the cursors of a query that has `(?)` in place of a list of values: together they have the rows of all."""
    wanted = list(values)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        yield db.execute(query.replace("(?)", f"({','.join('?' * len(some))})"), some)
