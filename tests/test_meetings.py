"""Minutes and agendas of one meeting give no entries, whatever days they name; news of a council and lists of meetings do."""

from typing import Final

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

COURSES: Final = """Harbour Council
May 12, 2014
Meeting Summary
The pilots told the council about
their winter in the north. They liked it.
Lessons are planned as follows:
- Knots
and ropes – June 3, 2014
- Tides
and moon – July 8, 2014
- Lamps
at sea – August 5, 2014
Other things were said.
"""
BULLETS: Final = """BOARD OF THE FERRY
REGULAR MEETING MINUTES
January 15, 2015

CALL TO ORDER
The chair rang the bell at 6:30 p.m.

COMING UP
- Nets workshop: February 3, 2015
- Open quay: February 12, 2015
- Boat supper: March 7, 2015

ADJOURNMENT
All went home at 8:05 p.m.
"""
AGENDA: Final = """AGENDA
Lock Commission
Tuesday, May 7, 2013
Ferry House, Room 2

A. Call to order
B. Approval of minutes
   April 2, 2013
   April 16, 2013
C. Hearings
   Case 13-014, new roof of the crane
   Filed March 12, 2013
   Case 13-017, wider gate of the lock
   Filed March 28, 2013
D. Adjournment
"""
SEANCE: Final = """Compte rendu du conseil du port
Séance du 22 septembre 2014

Présents : Mmes Blanc, Noir ; MM. Roux, Vert

Le maire lit les dates à retenir :

- Fête du quai
  4 octobre 2014
- Repas des pilotes
  19 octobre 2014
- Nuit des lampes
  11 novembre 2014

La séance est levée à 22 heures.
"""
COUNCIL: Final = """News from the council meeting

A roof for the crane
12 May 2014
The chair opened the meeting with thanks to the builders. The crane is dry again.

No wider gate
9 April 2014
After a motion by the pilots the gate stays as it is. The meeting was adjourned at nine.

Lamps on the quay
3 March 2014
The council wants more light. Ten lamps will stand there by June.
"""
MEETINGS: Final = """Meetings
Present and past

Minutes of the spring meeting
12 May 2014
Approval of the minutes, the crane, the next meeting.

Minutes of the winter meeting
9 January 2014
Call to order, the gate, adjournment.
"""


@pytest.mark.parametrize("page", [COURSES, BULLETS, AGENDA, SEANCE], ids=["courses", "bullets", "agenda", "séance"])
def test_a_meeting_gives_no_entries(page: str) -> None:
    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(page.encode(), "page")


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        (COUNCIL, ["A roof for the crane", "No wider gate", "Lamps on the quay"]),
        (MEETINGS, ["Minutes of the spring meeting", "Minutes of the winter meeting"]),
    ],
    ids=["news of a council", "minutes of several meetings"],
)
def test_listings_of_meetings_are_read(page: str, titles: list[str]) -> None:
    assert titles == [entry.title for entry in parse_listing(page.encode(), "page").entries]
