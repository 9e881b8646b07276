"""Text listings that print no dates, read where that is stated: title and text, kickers, texts alone."""

from typing import Final

import pytest

from feedpub.layouttable import LayoutTable
from feedpub.listings import parse_listing

Story = tuple[str, str, str]
"""Kicker, title and summary."""


def read(page: str) -> list[Story]:
    listing = parse_listing(page.encode(), "page", layout=LayoutTable(date="none"))
    return [(one.kicker, one.title, one.summary) for one in listing.entries]


HARBOUR: Final[list[Story]] = [
    ("Quays", "Harbour bridge opens two months early", "Boats pass below it from Monday on. The old ferry rests."),
    ("Fish", "Who mends the nets?", "Two houses at the pier do, and a third is being built."),
    ("Quays", "A lamp for the north pier", "It can be seen from nine miles away, the keeper says, even in fog…"),
    ("People", "Old pilot tells of the storm", "She was on board when the mast broke."),
]
HAFEN: Final[list[Story]] = [
    ("Hafen", "Brücke am Kai öffnet zwei Monate früher", "Boote fahren ab Montag darunter durch. Die Fähre ruht."),
    ("Fischer", "Wer flickt die Netze?", "Zwei Häuser am Pier tun es, ein drittes wird gebaut."),
    ("Hafen", "Eine Lampe für den Nordpier", "Man sieht sie neun Meilen weit, sagt der Wärter, auch bei Nebel …"),
    ("Leute", "Lotsin erzählt vom Sturm", "Sie war an Bord, als der Mast brach."),
]
PORTO: Final[list[Story]] = [
    (
        "Cais",
        "Ponte do porto abre dois meses antes",
        "Os barcos passam por baixo dela já na segunda-feira e a velha balsa descansa à beira do rio",
    ),
    (
        "Pesca",
        "Quem conserta as redes no píer",
        "Duas casas fazem isso hoje, e uma terceira vai sendo construída ao lado do mercado de peixe",
    ),
    (
        "Cais",
        "Uma lâmpada para o píer do norte",
        "Vê-se a nove milhas de distância, diz o guarda do farol, mesmo nas noites de nevoeiro mais fe",
    ),
    (
        "Gente",
        "A velha piloto conta a tempestade",
        "Ela estava a bordo quando o mastro se partiu, e nunca mais quis sair do porto depois daqu",
    ),
]
"""Texts that a copy has cut in the middle of a sentence."""
LANGUAGES = {"en": (HARBOUR, "Read more"), "de": (HAFEN, "Weiterlesen"), "pt": (PORTO, "LEIA MAIS")}


@pytest.mark.parametrize("head", ["", "Harbour news\n\n", "Harbour news\nFollow the harbour\nAll that we wrote\n"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_stands_above_each_text_wherever_empty_lines_are(language: str, gap: str, head: str) -> None:
    stories, _ = LANGUAGES[language]

    actual = read(head + gap.join(f"{title}{gap}{text}" for _, title, text in stories))

    assert [("", title, text) for _, title, text in stories] == actual


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize(("above", "between"), [("\n\n", "\n\n"), ("\n", "\n\n"), ("\n\n", "\n"), ("\n", "\n")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kicker_stands_above_each_title(language: str, above: str, between: str, *, more: bool) -> None:
    stories, words = LANGUAGES[language]

    actual = read("".join(above.join([*one, *[words] * more]) + between for one in stories))

    assert stories == actual


TEXTS = [
    "Boats pass below the new bridge from Monday on. The old ferry rests, and its captain has sold his hat.",
    "Two houses at the pier mend the nets, and a third one is being built beside the market.",
    "The lamp on the north pier can be seen from nine miles away, the keeper says, even in",
    "An old pilot tells of the storm: she was on board when the mast broke.",
]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
@pytest.mark.parametrize("heads", [(), ("Out at sea",), ("Out at sea", "For the press")])
def test_each_text_is_an_entry_where_none_has_a_title(gap: str, heads: tuple[str, ...]) -> None:
    actual = read(gap.join([TEXTS[0], *heads, *TEXTS[1:]]))

    assert TEXTS == [title or text for _, title, text in actual]
    assert not any(kicker for kicker, _, _ in actual)


def test_a_short_line_between_entries_is_a_section() -> None:
    page = "\n".join(f"{'Fish' * (n == 2)}\n{title}\n{text}".strip() for n, (_, title, text) in enumerate(HARBOUR))

    listing = parse_listing(page.encode(), "page", layout=LayoutTable(date="none"))

    assert [title for _, title, _ in HARBOUR] == [one.title for one in listing.entries]
    assert ["", "", "Fish", "Fish"] == [one.section for one in listing.entries]


def test_a_title_without_a_text_is_an_entry() -> None:
    first, second, *others = [f"{title}\n{text}" for _, title, text in HARBOUR]

    actual = read(
        "\n".join([first, second, "The committee of the pilots meets again at noon, on the pier by the lamp", *others])
    )

    assert "The committee of the pilots meets again at noon, on the pier by the lamp" == actual[2][1]
    assert len(HARBOUR) + 1 == len(actual)


def test_a_text_cut_short_that_has_lost_its_title_begins_the_page() -> None:
    page = "The keeper of the lamp has lost his key and looks for it in all…\n" + "\n".join(
        f"{title}\n{text.rstrip('.…')}…" for _, title, text in HARBOUR
    )

    actual = read(page)

    assert "The keeper of the lamp has lost his key and looks for it in all…" == (actual[0][1] or actual[0][2])
    assert [title for _, title, _ in HARBOUR] == [title for _, title, _ in actual[1:]]


@pytest.mark.parametrize("words", ["Read More »", "Weiterlesen »", "Lire la suite →", "Leer más ›"])
def test_what_leads_on_is_no_part_of_the_title_that_is_glued_to_it(words: str) -> None:
    page = "".join(f"{title}\n{text}\n{words}" for _, title, text in HARBOUR)

    actual = read(page)

    assert [("", title, text) for _, title, text in HARBOUR] == actual


@pytest.mark.parametrize("marker", ["•", "-", "1."])
def test_the_first_marker_of_a_page_may_have_lost_its_indent(marker: str) -> None:
    page = "\n".join(f"  {marker} {title}\n    {text}" for _, title, text in HARBOUR).strip()

    actual = read(page)

    assert [("", title, text) for _, title, text in HARBOUR] == actual


def test_what_ends_the_page_is_no_entry() -> None:
    page = "\n".join(f"{title}\n{text}" for _, title, text in HARBOUR) + "\nHarbour board\nImprint\n"

    actual = read(page)

    assert [("", title, text) for _, title, text in HARBOUR] == actual


@pytest.mark.parametrize("cut", ["…", "...", "[…]"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_titles_may_be_cut_short(gap: str, cut: str) -> None:
    stories = [(f"{title.rstrip('?')} and {cut}", text) for _, title, text in HARBOUR]
    stories = [(title, f"{text} Nobody saw it, but all have heard of it.") for title, text in stories]

    actual = read(gap.join(gap.join(one) for one in stories))

    assert [("", *one) for one in stories] == actual
