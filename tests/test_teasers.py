"""Text listings without dates whose texts are all cut short: they are read without being stated; nothing else is."""

from typing import Final

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

STORIES: Final = {
    "English": [
        ("Harbour bridge opens two months early", "Boats pass below it from Monday on. The old ferry rests, and its"),
        ("Who mends the nets?", "Two houses at the pier do, and a third one is being built beside the"),
        ("A lamp for the north pier", "It can be seen from nine miles away, the keeper says, even in the thickest"),
    ],
    "Portuguese": [
        (
            "Ponte do porto abre dois meses antes",
            "Os barcos passam por baixo dela já na segunda-feira, e a velha balsa",
        ),
        ("Quem conserta as redes", "Duas casas fazem isso no píer, e uma terceira vai sendo construída ao lado do"),
        ("Uma lâmpada para o píer", "Vê-se a nove milhas de distância, diz o guarda, mesmo nas noites de"),
        ("A velha piloto conta a tempestade", "Ela estava a bordo quando o mastro se partiu, e nunca mais quis sair"),
    ],
    "Japanese": [
        (
            "港の橋が二か月早く開通",
            "月曜日から船が橋の下を通る。古い渡し船は岸で休み、船長は帽子を売ったという。新しい",
        ),
        ("網を直すのは誰か", "桟橋の二軒が直している。市場のそばに三軒目が建てられ、来年の春には開くという。そこ"),
        ("北の桟橋に明かり", "九海里先からも見える、と番人は話す。霧の深い夜でも消えることはなく、船乗りたちは"),
    ],
}
SHAPES: Final = {
    "lines": "{title}\n{text}{cut}\n",
    "empty lines": "{title}\n\n{text} {cut}\n\n",
    "what leads on": "{title}\n\n{text} {cut}\n\n{more}\n\n",
    "what leads on at the end": "{title}\n\n{text} {cut} {more} …\n\n",
    "bullets": "• {title}\n  {text}{cut}\n\n",
}
MORE: Final = {"English": "Read more", "Portuguese": "Leia mais", "Japanese": "続きを読む"}


@pytest.mark.parametrize("cut", ["…", "...", "[…]"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", STORIES)
def test_titles_above_texts_that_are_cut_short_are_entries(language: str, shape: str, cut: str) -> None:
    stories = STORIES[language]
    page = "".join(
        SHAPES[shape].format(title=title, text=text, cut=cut, more=MORE[language]) for title, text in stories
    )

    listing = parse_listing(page.encode(), "page.txt")

    assert [title for title, _ in stories] == [one.title for one in listing.entries]
    assert [text for _, text in stories] == [one.summary.removesuffix(cut).rstrip() for one in listing.entries]
    assert not any(one.dateline for one in listing.entries)


@pytest.mark.parametrize(
    ("short", "entries"), [("It fell all night, and nobody could go", 4), ("It fell all night", 0)]
)
def test_one_text_that_is_cut_may_be_shorter_than_the_others_but_not_by_much(short: str, entries: int) -> None:
    stories = [*STORIES["English"], ("Snow on the quay", f"{short} on…")]
    page = "".join(f"{title}\n\n{text}…\n\n" for title, text in stories)

    try:
        found = len(parse_listing(page.encode(), "page.txt").entries)
    except SourceError:
        found = 0

    assert entries == found


TOLD: Final = [
    ("Harbour bridge opens two months early", "Boats pass below it from Monday on. The old ferry rests at the quay."),
    ("Two houses now mend the nets", "They stand at the pier, and a third one is being built beside the fish market."),
    ("A lamp for the north pier", "It can be seen from nine miles away, the keeper says, even in the thickest fog."),
    ("Old pilot tells of the great storm", "She was on board when the mast broke, and never wanted to go out again."),
]
ERZAEHLT: Final = [
    (
        "Brücke am Kai öffnet zwei Monate früher",
        "Boote fahren ab Montag darunter durch, und die alte Fähre ruht sich aus.",
    ),
    ("Zwei Häuser flicken jetzt die Netze", "Am Pier stehen sie, und ein drittes wird gleich neben dem Markt gebaut."),
    ("Eine neue Lampe für den Nordpier", "Man sieht sie neun Meilen weit, sagt der Wärter, selbst bei dichtem Nebel."),
    ("Die alte Lotsin erzählt vom Sturm", "Sie war an Bord, als der Mast brach, und wollte nie wieder hinaus."),
]
HEADED: Final = {
    "a heading": ("Brill\nQuay 3\n\nHarbour News\n\n", "{title}\n\n{text}\n\n", TOLD),
    "a heading and marks": ("Brill\nQuay 3\n\nAktuelles\n\n", "» {title}\n{text}\n", ERZAEHLT),
    "kickers and languages": ("", "News\n\n{title}\n\n{text}\n\n  • EN\n  • DE\n", TOLD),
}


@pytest.mark.parametrize("shape", HEADED)
def test_titles_above_texts_that_are_whole_are_entries_where_a_line_says_that_they_are_news(shape: str) -> None:
    head, form, stories = HEADED[shape]
    page = head + "".join(form.format(title=title, text=text) for title, text in stories)

    entries = parse_listing(page.encode(), "page.txt").entries

    assert stories == [(one.title, one.summary) for one in entries]


@pytest.mark.parametrize("head", ["Tag: Boats\n-\n\n", "Category: Boats\n\n", "Schlagwort: Boote\n\n"])
def test_below_the_name_of_a_tag_most_texts_are_cut(head: str) -> None:
    stories = [*STORIES["English"][:2], TOLD[2]]
    page = head + "".join(f"{title}\n\n{text}{'' if text.endswith('.') else '…'}\n\n" for title, text in stories)

    assert [title for title, _ in stories] == [one.title for one in parse_listing(page.encode(), "page.txt").entries]


def test_the_name_of_a_page_and_what_it_means_are_no_entry() -> None:
    stories = STORIES["Portuguese"]
    page = "•• Breves\n\nTudo o que é breve…\n\n" + "".join(f"{title}\n\n{text}…\n\n" for title, text in stories)

    assert [title for title, _ in stories] == [one.title for one in parse_listing(page.encode(), "page.txt").entries]


SERVICES: Final = "".join(
    f"{title}\n\nWe {text} for all who own a boat, at any time of the year.\n\nRead more\n\n"
    for title, text in (("Our ropes", "splice ropes"), ("Our sails", "mend sails"), ("Our lamps", "light lamps"))
)
NO_LISTINGS: Final = {
    "services that lead on": SERVICES,
    "questions": "When does the ferry leave?\nAt nine, and each hour from then on. Be there in time, please.\n\n"
    "Where is the ticket office?\nAt the quay, below the old lamp. It is closed at noon.\n\n"
    "Are dogs allowed?\nYes, but they must be held, and may not swim beside the boat.\n",
    "a story with headings": "News\n\n"
    + "".join(
        f"{title}\n\nIt was built of stone by the king, and it stands to this day, says the keeper.\n\n"
        for title in ("How the harbour grew", "The first pier", "The second pier", "The new lamp")
    ),
    "questions below news": "Harbour news\n\n"
    + "".join(
        f"{title}\n\nYou write to the keeper, who answers at once, or to his cat, which never does.\n\n"
        for title in (
            "How can I get a berth in the harbour?",
            "When does the ferry leave for the islands?",
            "Are dogs allowed on the ferry at night?",
            "Who pays for the new lock at the pier?",
        )
    ),
    "a talk": "Ann\nI thought that you would be at the quay by noon, as you always are…\n\n"
    "Bob\nSo did I, but then the storm came, and with it all those boats…\n\nAnn\nAnd the cat swam ashore by itself…\n",
    "a poem": "The lamp goes out…\nThe boats come in…\nThe keeper sleeps…\nThe cat is thin…\n\nNobody knows…\nWhere it has been…\n",
    "a story with some of others": "".join(
        f"The keeper lit the lamp on the {n} evening, and nobody came to see it. He went home in the rain.\n\n"
        for n in ("first", "second", "third", "fourth", "fifth", "sixth")
    )
    + "".join(f"{title}\n{text}…\n" for title, text in STORIES["English"]),
    "a list": "1. Milk\n2. Eggs\n3. Bread and whatever else there is…\n",
    "a menu": "Home\nAbout us\nNews\nContact\nRead more…\nAll news…\nImprint…\n",
    "rules": "Rule one\nBoats keep to the right. Those that do not are sent back to the quay at once.\n\n"
    "Rule two\nLamps are lit at dusk. Those who have none stay in the harbour until the morning.\n\n"
    "Rule three\nAnchors are weighed in silence. The keeper sleeps until noon, and so does his cat.\n",
    "people": "Ann Quay\nKeeper of the lamp on the north pier, and of its cat.\n\n"
    "Bob Mast\nPilot of the old ferry, which rests at the quay now.\n\nCy Net\nMender of nets at the market.\n",
    "a letter": "Dear all,\n\nI thought that I should write to you before the storm, but then the mast broke and I had to …\n\n"
    "So here is what the keeper told me, as far as I can remember it, and the rest you may guess …\n\n"
    "Yours,\nthe old pilot …\n",
    "texts of two lines each": "The old ferry\nrests at the quay…\nThe captain\nsold his hat…\nThe cat\nswam…\n",
    "parts of a book": "Chapter 1\nOf the harbour and its keeper\nChapter 2\nOf the lamp…\nChapter 3\nOf the storm…\nChapter 4\nOf…\n",
}


@pytest.mark.parametrize("page", NO_LISTINGS.values(), ids=NO_LISTINGS)
def test_what_is_no_listing_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(page.encode(), "page.txt")
