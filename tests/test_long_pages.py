"""Long web pages: a sample of their records stands for all of them, and shows what each kind of them is."""

from feedpub.listings import parse_listing
from feedpub.listings.html.groups.records import sample_of

ADDRESS = "https://www.example.org/list/"
DAYS = [f"{day} {month} 2023" for month in ("May", "April", "March") for day in range(29, 3, -1)]


def test_a_sample_shows_both_of_two_kinds_that_take_turns() -> None:
    for total in (3, 30, 50, 75, 100, 1000):
        places = sample_of(total, 24)

        assert min(total, 24) <= len(places) <= 2 * 24
        assert {0, 1} == {place % 2 for place in places}
        assert {0, 1, 2} == {place % 3 for place in places}
        assert places == sorted(set(places))
        assert max(places) < total


def test_links_to_agendas_above_later_rows_make_no_list_that_of_other_things() -> None:
    def rows(board: str) -> str:
        return "".join(
            f"<tr class=row><td><h3>{DAYS[k]}</h3><p><a href=/{board[0]}/{k}>{board} {kind} Meeting</a></td>"
            f"<td><ol><li><a href=/{board[0]}/{k}.pdf>Agenda</a><li><a href=/{board[0]}/{k}.zip>Packet</a></ol></td></tr>"
            for k, kind in enumerate(("Regular", "Special", "Work", "Regular") * 6)
        )

    boards = ("City Council", "Planning Board", "Library Board", "Zoning Board")
    lists = "".join(f"<div class=list><h2>{board}</h2><table>{rows(board)}</table></div>" for board in boards)
    page = f"<!doctype html><html lang=en><title>Agendas</title><h1>Agendas</h1><div class=all>{lists}</div>"

    listing = parse_listing(page.encode(), "page.html", address=ADDRESS)

    assert 96 == len(listing.entries)
