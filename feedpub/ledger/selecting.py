"""Ask the ledger about many values, and write many rows, in few statements: each costs more than a row."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
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


def write(db: sqlite3.Connection, statement: str, rows: Sequence[Sequence[str | int]]) -> list[tuple[str | int, ...]]:
    """Run a statement that has `(?)` in place of rows, and return what it returns of them.

    In few statements: one with triggers keeps aside what would undo it, each time.
    """
    returned: list[tuple[str | int, ...]] = []
    width = len(rows[0]) if rows else 1
    row = f"({','.join('?' * width)})"
    for start in range(0, len(rows), AT_ONCE // width):
        some = rows[start : start + AT_ONCE // width]
        cursor = db.execute(statement.replace("(?)", ",".join([row] * len(some))), list(chain.from_iterable(some)))
        returned += cursor.fetchall()
    return returned
