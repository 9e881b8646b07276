"""Pages that tell of one meeting, no listings: its minutes, its agenda."""

import re
from collections.abc import Sequence
from typing import Final

from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.words import is_sentence
from feedpub.patterns import later

_HEAD: Final = 8
"""So many lines at the top of a page say what it is."""
_PAIR: Final = 2
_MINUTES: Final = later(
    r"\b(?:minutes|meeting summary|protokoll|niederschrift|procès-verbal|compte[ -]rendu|acta|ata|verbale|notulen"
    r"|referat|protokół|zápis|протокол)\b|議事録|议事录|会议纪要|會議紀錄",
    re.IGNORECASE,
)
_MEETING: Final = later(
    r"\b(?:agenda|meeting|sitting|session|sitzung|versammlung|tagesordnung|séance|réunion|ordre du jour|reunión|sesión"
    r"|orden del día|reunião|sessão|ordem do dia|riunione|seduta|ordine del giorno|vergadering|zasedání|posiedzenie"
    r"|заседани[ея]|повестка дня)\b|会议|會議|会議",
    re.IGNORECASE,
)
_PROCEEDINGS: Final = (
    later(
        r"^\W*(?:(?:members |also )?(?:present|absent|excused)|attend(?:ing|ees|ance)|in attendance|apologies|anwesend"
        r"|entschuldigt|(?:étaient )?présents?|excusés?|asistentes|presentes|ausentes|presenti|assenti|aanwezig|afwezig"
        r"|närvarande|obecni|присутствовали)\b(?:\s[\w ]{1,30})?\s?(?::|$)",
        re.IGNORECASE,
    ),
    later(
        r"\b(?:call(?:ed)? to order|roll call|opened the meeting|meeting (?:was )?opened|met (?:in|at) [A-Z]"
        r"|s'est réunie?|ouvre la séance|séance (?:est )?ouverte|eröffne[nt]\w* die (?:sitzung|versammlung))",
        re.IGNORECASE,
    ),
    later(
        r"\b(?:adjourn(?:ed|ment)|(?:meeting|session) (?:was )?(?:closed|ended|concluded)|séance (?:est )?levée"
        r"|lève la séance|levanta la sesión|schließt die (?:sitzung|versammlung)|ende der sitzung)",
        re.IGNORECASE,
    ),
    later(
        r"\b(?:approval of (?:the )?(?:minutes|agenda)|minutes of the (?:last|previous)|(?:any )?other business"
        r"|matters arising|motion (?:by|to|was)|seconded by|top \d|genehmigung des protokolls|questions diverses"
        r"|approbation du procès|ruegos y preguntas|varie ed eventuali|rondvraag)\b",
        re.IGNORECASE,
    ),
    later(
        r"\b(?:(?:date|time)s? of (?:the )?(?:next|future) meetings?|nächste sitzung|prochaine (?:séance|réunion)"
        r"|próxima (?:reunión|sesión|reunião)|report (?:was|is) (?:received|accepted|approved)|were noted)\b",
        re.IGNORECASE,
    ),
)
"""What is told of a meeting: who came, how it began and ended, its points, and what was done."""


def is_meeting(page: Page, read: Explained) -> bool:
    """Say whether the first lines name minutes or a meeting, and the others tell what came to pass there.

    A page that lists meetings, or the minutes of several, has titles that name them.
    """
    head = " ".join(p.text for p in page.paragraphs[:_HEAD] if not is_sentence(p.text))
    minutes = _MINUTES.search(head) is not None
    if not minutes and _MEETING.search(head) is None:
        return False
    titles = [part.text for entry in read.parts for part in entry if part.role == "title"]
    if sum(_names_meeting(title) for title in titles) * 2 > len(titles):
        return False
    came, *others = (any(sign.search(p.text) is not None for p in page.paragraphs) for sign in _PROCEEDINGS)
    introduced = _is_introduced([p.text for p in page.paragraphs[: read.cut.segments[0].start]])
    enough = came + sum(others) + introduced >= _PAIR and (came or not _tells_of_each(read))
    return enough or (minutes and introduced) or _is_numbered(page, read)


def _tells_of_each(read: Explained) -> bool:
    """Say whether most entries have a title and a text: news of a council, too, says who called it to order."""
    told = [{part.role for part in entry if part.role != "summary" or is_sentence(part.text)} for entry in read.parts]
    return sum({"title", "summary"} <= roles for roles in told) * 2 > len(told)


def _names_meeting(title: str) -> bool:
    return _MINUTES.search(title) is not None or _MEETING.search(title) is not None


def _is_introduced(above: Sequence[str]) -> bool:
    """Say whether a line with a colon leads from what is told above to what was read."""
    return above[-1:] != [] and above[-1].rstrip().endswith((":", "：")) and sum(map(is_sentence, above[:-1])) > 0


def _is_numbered(page: Page, read: Explained) -> bool:
    """Say whether numbered items stand below the only day of a page, whose first lines call it minutes."""
    first = read.cut.segments[0].start
    numbered = read.layout.marker == "number" and read.layout.stands == "heading" and len(page.full("line")) == 1
    return numbered and any(_MINUTES.search(p.text) is not None for p in page.paragraphs[:first])
