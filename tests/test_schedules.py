"""Tables of what is to come are no listings."""

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

CELLS = """Adult races

Correct as of the 25th of March 2016

Date



Day



Time



Race



Opponent



Home/Away

"""
RACE = """{day}/2016



Sunday



11.00am



Harbour race {number}



{town}



Home

"""
RACES = CELLS + "".join(
    RACE.format(day=day, number=number, town=town)
    for number, (day, town) in enumerate([("22/05", "Old Mill"), ("05/06", "Hilltown"), ("19/06", "New Quay")])
)
GAMES = """Spielplan

Datum\tUhrzeit\tGegner\tOrt
03.05.2019\t15:00\tHafenstadt\tHeim
10.05.2019\t15:00\tAltmühl\tAuswärts
17.05.2019\t15:00\tNeukai\tHeim
24.05.2019\t15:00\tBergdorf\tAuswärts
"""
PLAN = """   Skip site navigation (1)

5.5 Schedule of the lock

   Action Expected Actual Description
   Reminder to all skippers 27 January 2006 25 January 2006 By mail to
   all who have a ship.
   First ship 6 February 2006 20 February 2006 With the mayor.
   Sand removed 3 March 2006 9 March 2006 By night.
   New lamp 6 March 2006 19 April 2006
   Lock built 20 March 2006 23 May 2006
   Lock opened 20 March 2006 25 May 2006
"""
NEWS = """News of the club

An opponent of the new lock
3 May 2019
He expected a shorter one, and the actual one took five years to build.

Rivals race again
24 April 2019
The date was planned for long.

Who mends the old nets?
12 April 2019
In the house at the market they mend what others threw away.
"""


@pytest.mark.parametrize("text", [RACES, GAMES, PLAN])
def test_games_to_come_and_planned_days_are_no_entries(text: str) -> None:
    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(text.encode(), "page.txt")


def test_news_that_only_speak_of_opponents_and_plans_are_read() -> None:
    listing = parse_listing(NEWS.encode(), "page.txt")

    titles = ["An opponent of the new lock", "Rivals race again", "Who mends the old nets?"]
    assert titles == [entry.title for entry in listing.entries]


FAIRS = """Fairs of the island

Rowing week at the dunes    3 May 2021    5 May 2021
Real oars, planned by the school    10 May 2021    12 May 2021
Day of the nets    20 May 2021    21 May 2021
Race round the lighthouse    1 June 2021    4 June 2021
"""
HOUSE = """House of the island

Date | Time | Room
Opposition
9 June 2020
Opposition leaves over the new quay
The talk about the quay was stopped at noon.

Government
2 June 2020
Minister gives oars to the school
The oars were paid for by the firm of the pilot.

Opposition
25 May 2020
Leader asks when the ferry sails
The second boat has left the quay only once.
"""
SHUT = """Diary of the island

9 June 2020
A new quay for the island
The quay was opened on Sunday by the pilot.

2 June 2020
Planned and real price of oars
Oars are dear in spring.

From 3 May 2021 5 May 2021 the mill is shut.
From 8 May 2021 9 May 2021 the lock is shut.
From 12 May 2021 15 May 2021 the inn is shut.
"""
WORDS = """Diary of the island

9 June 2020
A new quay for the island
The quay was opened on Sunday by the pilot.

2 June 2020
Opponents
They stopped the sale of the oars at the school.

Date
Time

25 May 2020
Ferry sails twice a day
The second boat leaves the quay at noon.
"""


@pytest.mark.parametrize(("text", "entries"), [(FAIRS, 4), (HOUSE, 3), (SHUT, 2), (WORDS, 3)])
def test_words_of_titles_and_kickers_are_no_heads_of_columns(text: str, entries: int) -> None:
    assert entries == len(parse_listing(text.encode(), "page.txt").entries)
