"""Pages with dates that are no listings are refused, whatever their lines look like; listings like them are read."""

from typing import Final

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

LIFE: Final = """Jane Doe
Quay 3, 1234 Brill

Work

01.03.2015 – 31.08.2019
Harbour master, Port of Brill
Led a crew of twelve and the traffic of the north channel.

01.09.2011 – 28.02.2015
Pilot, North Channel Pilots
Brought 2,000 ships in and out.

15.06.2008 – 31.08.2011
Second officer, Ferry Company

Education

01.10.2003 – 30.09.2007
School of Navigation, Faro
Diploma with honours
"""
LEBEN: Final = """Lebenslauf

Geboren am 4. Februar 1972 in Altmoor.

1. September 1988 bis 31. August 1991
Lehre als Bootsbauer, Werft Altmoor

1. Oktober 1991 bis 30. September 1995
Geselle, Werft am Deich

1. Januar 1996
Meisterprüfung
"""
QUESTIONS: Final = """Frequently asked questions

How do I get a berth?
Fill in the form and send it to the office. We answer within a week.
Last updated: 3 May 2018

May I sleep on my boat?
Yes, for up to three nights. Please tell the harbour master.
Last updated: 12 June 2018

Is there water on the quay?
Yes. Bring your own hose.
Last updated: 3 May 2018
"""
TALK: Final = """How do I tar a wooden boat?

oldsalt
12 March 2014, 10:22
I have an old clinker boat and no brush. What do you use?

janed
12 March 2014, 11:05
A rag on a stick. Works for me.

oldsalt
12 March 2014, 11:40
Thanks! And how many coats?

peter_m
13 March 2014, 08:15
Two. Let it dry for a week in between.
"""
MEETING: Final = """Conference on small harbours
Brill, 12–14 May 2018

Saturday, 12 May 2018

09:00 Registration and coffee
10:00 Opening by the mayor
10:30 What a harbour costs (J. Doe)
12:00 Lunch
13:30 Dredging without tears

Sunday, 13 May 2018

09:30 Pilots and their pay
11:00 Lights on the coast
12:30 Lunch
14:00 Workshop on mooring

Monday, 14 May 2018

10:00 Conclusions
11:30 Closing words
"""
JOURNEES: Final = """Journées des petits ports

Samedi 12 mai 2018
9h00 Accueil des participants
9h30 Ouverture par la maire
10h15 Ce que coûte un port
12h30 Déjeuner
14h00 Draguer sans larmes

Dimanche 13 mai 2018
9h30 Les pilotes et leur paie
11h00 Pause-café
11h30 Les feux de la côte
12h30 Clôture
"""
BINS: Final = """Bin collection 2019, Quay district

Paper: 8 January 2019, 5 February 2019, 5 March 2019
Glass: 15 January 2019, 12 February 2019, 12 March 2019
Garden: 22 January 2019, 19 February 2019, 19 March 2019

Put the bins out before six in the morning.
"""
TIDES: Final = """Tide table, Brill, May 2018

11.05.2018  02:14 4.1 m  08:30 0.9 m  14:40 4.3 m
12.05.2018  02:58 4.2 m  09:12 0.8 m  15:22 4.3 m
13.05.2018  03:40 4.2 m  09:55 0.8 m  16:05 4.2 m
14.05.2018  04:25 4.0 m  10:40 0.9 m  16:50 4.0 m
"""
WEATHER: Final = """El tiempo en el muelle

Hoy, 12 de marzo de 2018
Nublado, 8 °C, viento del oeste

Mañana, 13 de marzo de 2018
Lluvia, 6 °C, viento del norte

Miércoles, 14 de marzo de 2018
Sol, 9 °C

Jueves, 15 de marzo de 2018
Sol, 11 °C, viento flojo
"""
RECIPE: Final = """Fish soup of the harbour

For four people

1 kg of mussels
2 onions
3 tomatoes
1 glass of white wine

1. Wash the mussels and throw away those that are open.
2. Cut the onions and fry them in oil.
3. Add tomatoes and wine. Cook for ten minutes.

Comments
Jane, 4 May 2017: Very good!
Peter, 9 May 2017: I used beer.
"""
SHOWS: Final = """Exhibitions

1 March – 30 November 2018
Boats of the marsh

15 April 2018 – 20 January 2019
Nets and knots

2 June – 31 December 2018
Lamps of the coast
"""
ASKED: Final = """News

Who pays for the new lock?
The board and the town share the cost.
3 May 2018

Does the ferry run at night?
From June on it does, each hour.
12 June 2018

What became of the crane?
It was sold to a yard upstream.
1 July 2018
"""
TICKER: Final = """12 March 2014

10:22 The ferry is late
11:05 Fog over the north channel
11:40 The ferry runs again
12:15 Lunch for all passengers

13 March 2014

08:15 The fog comes back
09:30 Pilots stay at home
"""
GAMES: Final = """League of the coast, second division

Day 5 - 14 October 2018

Hilltown - Old Mill   2-1
Quay United - Fenton   0-0
Brill - Port Rovers     1-3

Day 6 - 21 October 2018

Old Mill - Brill   1-1
Fenton - Hilltown      0-2
Port Rovers - Quay United  off

Day 7 - 28 October 2018

Hilltown - Port Rovers
Brill - Fenton
Quay United - Old Mill

Table

Hilltown 16, Port Rovers 13, Fenton 9, Brill 6
"""
SPIELPLAN: Final = """Kreisliga Süd, Spielplan

14.10.2018  15:30  1. FC Adlerheim - SV Blau-Weiß Moor   2:1
14.10.2018  15:30  TuS Heide - Eintracht Brook   0:0
21.10.2018  15:00  SV Blau-Weiß Moor - TuS Heide   1:3
21.10.2018  15:00  Eintracht Brook - 1. FC Adlerheim   0:2
28.10.2018  15:00  1. FC Adlerheim - TuS Heide
28.10.2018  15:00  Eintracht Brook - SV Blau-Weiß Moor
"""
REPORTS: Final = """Boat club news

14 October 2018
Hilltown - Old Mill 2-1
The first goal fell late, and the second in the rain.

7 October 2018
Fenton - Hilltown 0-3
Three goals before the break.

30 September 2018
The new pitch is green
It was sown in the spring.
"""
CHANGES: Final = """netmend (2.4.1-1) unstable; urgency=low

  * New upstream release.
    - Fix reading of empty rows.
  * control: drop old build dependency.

 -- Jane Doe <jane@netmend.example>  Tue, 12 Feb 2008 21:14:03 +0100

netmend (2.4.0-2) unstable; urgency=medium

  * Rebuild against the new library.

 -- Ada North <ada@netmend.example>  Sun, 25 Nov 2007 10:02:55 +0100

netmend (2.4.0-1) unstable; urgency=low

  * New upstream release.

 -- Jane Doe <jane@netmend.example>  Fri, 02 Nov 2007 18:40:10 +0100
"""

BERTHS = """Tuesday, May 3, 2011

How do I get a berth for my boat?

Write to the harbour office before April. The list is read once a month.

Where can I leave old nets and ropes?

There is a shed behind the fish hall. It is open on Mondays.

Who pays for the lamps on the pier?

The town does. Owners pay for those on their boats.
"""
FERRY = """3. Mai 2011

Die alte Fähre wird eine Schule für Köche

Die Stadt hat das Boot gekauft.

Vierzig Plätze im ersten Jahr frei

Der Kurs beginnt im September.

Wie das Boot in die Stadt kam

Es fuhr sechzig Jahre über die Bucht.
"""
QUAY = """Terms of use of the harbour

May 3, 2011

Who may use the quay

All boats may use it. They pay one crown.

What is not allowed there

Fires are not allowed. Nets stay on board.

How long a boat may stay

Boats may stay for nine days.
"""
TERMS = """Terms of the ferry

3 May 2011

Bicycles and dogs on board


Bicycles travel free of charge on all boats but the last one.

Cars that stay for the night


The yard behind the old customs house is open at all hours.

Boats that come too late


The harbour office returns half of the fare after one hour.
"""

STORY: Final = """News – 12 May 2013

Harbour opens new quay

The quay is two hundred metres long and was built in eleven months.

The mayor said that boats had waited for it since spring.

All boats may now moor there, twice a day.

More can be read in the report of the harbour office.
"""
PAPER: Final = """The Olen Courier
Friday, 12 May 2017

Ferry gets a new captain
He comes from the coast and knows the tides.
Read more

Fire in the old bakery
Nobody was hurt in the night.
Read more

School choir sails home
The singers won two prizes.
Read more
"""
LETTER: Final = """Announcements – 12 May 2017

Dear members of the choir, spring has come.

We have a new piano and paid for it at once.

The hall stays closed in July for a week.

We thank all who sing and wish you a warm summer.
"""
DIARY: Final = """# 12 May 2017

We left the bay at six and saw two seals.

The captain told us of the wreck.

At noon we lit a fire and cooked beans.

It rained all the way home.
"""
WHATS_ON: Final = """This month

Markets

Old Flour Market 12 May 2017 Bakers of five villages sell bread in the yard of the mill.

Walks

Long Dyke Walk 14 May 2017 Whoever has boots may come along to the end of the dyke.

Dances

Miller's Ball 20 May 2017 Fiddlers of the coast play until the wheel begins to turn.
"""


MINUTES: Final = """Minutes of the harbour council

Thursday, 12 March 2020

1. Opening
The chair opened the meeting at 19.30.

2. Budget
The budget was passed with two votes against.

3. Any other business
The next meeting is on 9 April 2020.
"""
PROTOKOLL: Final = """Ruderclub Altmoor
Protokoll der Versammlung

12. März 2020

1. Eröffnung
Die Vorsitzende eröffnet um 19.30 Uhr.

2. Kasse
Der Kassier wird entlastet.

3. Verschiedenes
Der Steg wird im April gestrichen.
"""
VERSIONS: Final = """Tidetable

1.2.0
Release 14 May 2019

1.1.0
Release 9 May 2019

1.0.0-rc1
Release 2 May 2019
"""
OFFICES: Final = """Wardens
ANN QUAY
(09/05/1931 – .........)
On 9 May 1931 the elders chose her, by seven votes to two. The ferry was hers to look after.
BOB MAST
(20/12/1948 – 06/08/1964)
On 20 December 1948 the elders chose again: Bob Mast had twenty votes, and one was blank.
"""
CHAPTERS: Final = """2014年

1.1 总则和适用范围
1.2 定义和术语
1.3 管理机构
2.1 港口与渡轮
2.2 学校与花园
"""
CHANGES_BY_NUMBER: Final = """What is new in the tide tables

1.2.10: Boats are counted twice no more
1.2.9: Lamps are lit sooner
1.1.12: The crane has a sign of its own
1.1.11: Nets are found by their colour
1.0.10: First of all tables
"""
SITZUNG: Final = """Rat

» Niederschrift herunterladen

SITZUNG VOM 3. MAI 2018

Der Rat trat um 20 Uhr zusammen, geleitet von der Lotsin.

Anwesend: alle bis auf zwei.

1 - Brücke
Der Rat stimmt zu.
"""


@pytest.mark.parametrize(
    "page",
    [
        LIFE,
        LEBEN,
        QUESTIONS,
        TALK,
        MEETING,
        JOURNEES,
        BINS,
        TIDES,
        WEATHER,
        RECIPE,
        GAMES,
        SPIELPLAN,
        CHANGES,
        BERTHS,
        FERRY,
        QUAY,
        TERMS,
        STORY,
        PAPER,
        LETTER,
        DIARY,
        WHATS_ON,
        MINUTES,
        PROTOKOLL,
        VERSIONS,
        OFFICES,
        SITZUNG,
        CHAPTERS,
        CHANGES_BY_NUMBER,
    ],
    ids=[
        *("life", "Leben", "questions", "talk", "meeting", "journées", "bins", "tides", "weather", "recipe"),
        *("games", "Spielplan", "changes", "berths", "ferry", "quay", "terms", "story", "paper", "letter", "diary"),
        *("what's on", "minutes", "Protokoll", "versions", "offices", "Sitzung", "chapters", "numbers"),
    ],
)
def test_a_page_with_dates_that_is_no_listing_gives_no_entries(page: str) -> None:
    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(page.encode(), "page")


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        (REPORTS, ["Hilltown - Old Mill 2-1", "Fenton - Hilltown 0-3", "The new pitch is green"]),
        (SHOWS, ["Boats of the marsh", "Nets and knots", "Lamps of the coast"]),
        (ASKED, ["Who pays for the new lock?", "Does the ferry run at night?", "What became of the crane?"]),
        (
            TICKER,
            [
                "The ferry is late",
                "Fog over the north channel",
                "The ferry runs again",
                "Lunch for all passengers",
                "The fog comes back",
                "Pilots stay at home",
            ],
        ),
    ],
    ids=["reports of games", "exhibitions", "questions as titles", "times of a day"],
)
def test_listings_that_look_like_such_a_page_are_read(page: str, titles: list[str]) -> None:
    assert titles == [entry.title for entry in parse_listing(page.encode(), "page").entries]
