"""What the head of a table says of its columns: where titles stand, where authors, where days."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Final

from feedpub.listings.html.page.names import CHANGED, DUE, EFFECTIVE
from feedpub.listings.html.page.tree import Column, Page
from feedpub.listings.naming import role_of_column

_CELLS: Final = frozenset(("td", "th"))
_OF_ROWS: Final = frozenset(("tr", "thead", "tbody", "tfoot", "table"))
_WIDEST: Final = 24
"""Letters in the name of a column."""
_NAMES: Final = ("data-label", "data-title", "data-th")
"""Attributes that name the column of a cell, for screens that have no room for its head."""

_WHERE: Final = re.compile(
    r"(?<!mail )(?<!web )(?<!ip )\b(?:address(?:es)?|street|suburb|premises|adresse|anschrift|einsatzort|straße"
    r"|indirizzo|direcci[oó]n|domicilio|endereço|morada|adres|adress|adresa|адрес)\b|地址|住所|所在地|주소",
    re.IGNORECASE,
)
"""What heads a column that says where something is: what is planned there, or has happened, is told by another one."""

_AT_HOME: Final = re.compile(r"home ?(?:/|or) ?away|h ?/ ?a|heim ?/ ?(?:auswärts|gast)", re.IGNORECASE)
"""What heads a column that says whether a match is at home, or one of those who play, who are its title."""

_OPPONENT: Final = re.compile(
    r"opponents?|opposition|gegner|adversaires?|avversari[oa]?|rival|adversário|tegenstander|motståndare|mod?t?stander"
    r"|vastustaja|przeciwnik|soupeř|соперник|対戦相手|对手",
    re.IGNORECASE,
)
"""What heads a column that says whom a match is against: fixtures have no other titles."""

_HOME: Final = re.compile(
    r"home(?: team)?|heim(?:mannschaft|verein|team)?|domicile|locales?|casa|mandante|thuis(?:ploeg)?|hemma(?:lag)?"
    r"|hjemme(?:lag|hold)?|koti(?:joukkue)?|gospodarze|domácí|хозяева|主队|ホーム",
    re.IGNORECASE,
)
_GUEST: Final = re.compile(
    r"away(?: team)?|visit(?:ors?|ing team)|gast(?:mannschaft|verein|team)?|gäste|extérieur|visiteurs?|visitantes?"
    r"|ospit[ei]|uit(?:ploeg)?|borta(?:lag)?|borte(?:lag)?|ude(?:hold)?|vieras(?:joukkue)?|goście|hosté|гости|客队"
    r"|アウェイ",
    re.IGNORECASE,
)
"""What heads the columns of the two sides of a match."""

_FAMILY: Final = re.compile(
    r"(?:last|family)[ -]?name|surname|nachname|familienname|nom(?: de famille)?|apellidos?|cognome|sobrenome|apelido"
    r"|achternaam|efternamn|nazwisko|příjmení|фамилия|姓",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"(?:first|given|christian)[ -]?names?|forenames?|vornamen?|prénoms?|nombres?|nome|voornaam|förnamn|imię"
    r"|jméno|имя|名",
    re.IGNORECASE,
)

_Rows = Mapping[int, Sequence[int]]
"""The cells of each row of a table."""


def name_columns(page: Page) -> dict[int, Column]:
    """Return for cells of tables, and for all that lies in them, what the heads of their columns say."""
    roles: dict[int, Column] = {}
    for rows in _tables(page):
        heads, first = _heads(page, rows)
        for cell in (cell for row, cells in rows.items() if row >= first for cell in cells):
            role = heads.get(_column(page, cell)) or _role_said(page, cell)
            if role is not None:
                roles[cell] = role
    if roles:
        for node, above in enumerate(page.parent):
            if above in roles:
                roles.setdefault(node, roles[above])
    return roles


def _parts_of_names(heads: Mapping[int, str]) -> dict[int, Column]:
    """Return which columns hold the parts of names, by their heads; none where one column holds all of them.

    “Nome” beside “Cognome” is a given name, and by itself a whole one.
    """
    family = [column for column, text in heads.items() if _FAMILY.fullmatch(text.strip())]
    given = [column for column, text in heads.items() if _GIVEN.fullmatch(text.strip())]
    return {family[0]: "family", given[0]: "given"} if len(family) == len(given) == 1 else {}


def _sides(heads: Mapping[int, str]) -> dict[int, Column]:
    """Return which columns hold the two sides of a match, by their heads."""
    home = [column for column, text in heads.items() if _HOME.fullmatch(text.strip())]
    guest = [column for column, text in heads.items() if _GUEST.fullmatch(text.strip())]
    return {home[0]: "home", guest[0]: "guest"} if len(home) == len(guest) == 1 else {}


def _tables(page: Page) -> list[_Rows]:
    """Return the tables of a page, those within others behind them."""
    if _CELLS.isdisjoint(page.tag):
        return []
    tables: dict[int, defaultdict[int, list[int]]] = {}
    table, row = [-1] * len(page.nodes), [-1] * len(page.nodes)
    for node, (tag, above) in enumerate(zip(page.tag, page.parent, strict=True)):
        table[node] = node if tag == "table" else table[above] if above >= 0 else -1
        row[node] = node if tag in _OF_ROWS else row[above] if above >= 0 else -1
        if tag in _CELLS and table[node] >= 0:
            tables.setdefault(table[node], defaultdict(list))[row[node]].append(node)
    return list(tables.values())


def _heads(page: Page, rows: _Rows) -> tuple[Mapping[int, Column], int]:
    """Return what each column of a table is by its name, and where the rows below the names begin.

    Names stand in cells of their own kind, or are the words of a first row of which one names the titles.
    """
    headed = list(takewhile(lambda row: all(page.tag[cell] == "th" for cell in rows[row]), rows))
    heads: dict[int, Column] = {}
    first = 0
    for row in headed or list(rows)[:1]:
        texts = {_column(page, cell): page.text_of(cell) for cell in rows[row]}
        short = all(len(text) <= _WIDEST and not any(map(str.isdigit, text)) for text in texts.values())
        named: dict[int, Column] = {
            column: role for column, text in texts.items() if short and (role := _role_of(text))
        }
        sides = [column for column, text in texts.items() if _AT_HOME.fullmatch(text)]
        if len(sides) == 1 and _few(page, rows, sides[0]):
            named[sides[0]] = "place"
        parts = _parts_of_names(texts) if short else {}
        parts |= _sides(texts)
        named |= parts
        if headed or parts or ("title" in named.values() and len(named) > 1):
            heads |= named
            first = row + 1
    if Counter(heads.values())["title"] > 1:  # which of them it is, the others must say
        heads = {column: role for column, role in heads.items() if role != "title"}
    return heads, first


def _few(page: Page, rows: _Rows, column: int) -> bool:
    """Say whether the cells of a column say few things again and again, below its name."""
    texts = [page.text_of(cell) for cells in rows.values() for cell in cells if _column(page, cell) == column]
    return 2 * len(set(texts[1:])) < len(texts)


def _column(page: Page, cell: int) -> int:
    return int(page.kind[cell].partition(".")[0][2:] or 0)


def _role_said(page: Page, cell: int) -> Column | None:
    """Return what a cell says of its own column."""
    said = (page.nodes[cell].get(name) for name in _NAMES)
    return next((role for name in said if name and (role := _role_of(name.strip(" :")))), None)


def _role_of(name: str) -> Column | None:
    """Return what the name of a column says of it."""
    if _OPPONENT.fullmatch(name):
        return "title"
    if DUE.search(name):
        return "due"
    role = role_of_column(name)
    if role in {"date", "furniture", None} and (CHANGED.search(name) or EFFECTIVE.search(name)):
        return "later"
    return role or ("place" if _WHERE.search(name) else None)
