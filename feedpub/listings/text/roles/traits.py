"""What in the words of a line may decide on its role: lines with equal traits, placed alike, have equal roles.

Every rule of this room that looks at words is asked here; a new one must be, too.
"""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from feedpub.dates import WORDY, Terms, may_hold_a_date, names_place
from feedpub.dates.moulds import mould_of
from feedpub.genres import is_genre
from feedpub.listings.naming import Role
from feedpub.listings.text.cutting.sorting import Template
from feedpub.listings.text.labels.beside import taken_apart
from feedpub.listings.text.labels.labelled import is_labelled
from feedpub.listings.text.pages.page import BESIDE
from feedpub.listings.text.wording.bare import is_bare, is_plain
from feedpub.listings.text.wording.dating import Dated, Form, dated_line, kicker_of
from feedpub.listings.text.wording.furniture import (
    counts_readers,
    ends_plainly,
    is_furniture,
    is_lone_word,
    is_repeated,
    without_icons,
    without_more,
)
from feedpub.listings.text.wording.habits import Habits
from feedpub.listings.text.wording.inline import plain_dateline, plain_inside
from feedpub.listings.text.wording.lines import label_at, paragraphs
from feedpub.listings.text.wording.parting import dated_inside
from feedpub.listings.text.wording.timeheads import names_month, time_heading
from feedpub.listings.text.wording.words import author_of, filed_under, is_caption, is_credit, is_sentence, is_short

DATE: Final = "date"
BESIDE_DATE: Final = "date and "
"""How the traits of a date line begin that has more than its date; what that is follows."""
NOT_PLAIN: Final = "?"
"""The words are more, or less, than a text: only the reader of whole pages knows what they are."""

_DIGIT: Final = re.compile("[0-9]")
_DASH: Final = re.compile(" [–—|-] ")
_MOST: Final = 20_000
_LONG: Final = 160
"""Only a text is longer, in characters."""
_SHORT: Final = 70
"""Only a text or a credit is longer."""
_SHORTEST: Final = 60
KEY: Final = 48
"""A label before a colon does not reach farther; nor is it worth the room to remember longer lines."""


def _is_prose(words: str) -> bool:
    """Say of most long texts at one look that they end a sentence, and have no marker, label, link or icon."""
    return (
        words[-1] == "." != words[-2]
        and words[0].isalpha()
        and words[1] != " "
        and "[" not in words
        and (":" not in words or ("://" not in words and ":" not in words[:KEY]))
        and "：" not in words[:KEY]
    )


class Half(Struct, frozen=True):
    """What stands on a line beside its date: a text, or a kicker, an author and a place; `dateline` is the date."""

    dateline: str
    text: str = ""
    kicker: str = ""
    author: str = ""
    place: str = ""


def _half(date: Dated) -> Half:
    return Half(date.line, date.behind or date.before)


def _place(words: str) -> str:
    """Return how a place is printed behind its date."""
    return f", {words}" if any(map(str.isalpha, words)) else ""


class Traits(dict[str, str]):
    """The traits of each line of words, found out when it is met; a page says much several times."""

    def __init__(self, terms: Terms, habits: Habits, template: Template, longest: int) -> None:
        """Know how the page is written: `longest` is how long its date lines are at most."""
        self.terms, self.habits, self._longest = terms, habits, longest
        self._prose = max(_LONG, longest)
        self._furniture, self._roles = template.furniture, template.beside
        self._dates: dict[str, tuple[str, Half]] = {}

    def __missing__(self, words: str) -> str:
        """Look at words that were not met before; none are no text."""
        found = self.look(words) if words else NOT_PLAIN
        if len(words) <= KEY:
            if len(self) >= _MOST:
                self.clear()
            self[words] = found
        return found

    def halves(self, words: str, form: Form) -> Half | None:
        """Return the date of a line that has it beside a text, in the form in which the dates of a page stand."""
        if _DIGIT.search(words) is None:
            return None
        if form == "dateline" and (known := plain_dateline(words, self.terms)) is not None:
            return _half(known)
        plain = plain_inside(words, self.terms)
        if plain is not None:
            return _half(plain.date) if plain.date.form == form else None
        spaced = words.replace("\t", " ")
        line = dated_line(spaced, self.terms) if len(words) <= self._longest else None
        if line is not None and BESIDE.search(spaced) is None:
            return None
        found = next((one for one in dated_inside(words, self.terms) if one.form == form), None)
        return _half(found) if found is not None and found.kind == "full" and not kicker_of(found.line) else None

    def aside(self, words: str) -> Half:
        """Return what stands on a date line that has more than its date."""
        mould = mould_of(words, self.terms)
        if mould is None:
            return self._look_at_date(words)[1]
        half = self._look_at_date(mould.line)[1] if (known := self._dates.get(mould.line)) is None else known[1]
        at = mould.line.find(half.dateline)
        return replace(half, dateline=words[at : at + len(half.dateline)] + half.place, place="")

    def _date(self, words: str) -> str:
        """Return the traits of a date line, "" if it is none; those of lines that differ in their day are looked up."""
        if _DIGIT.search(words) is None:
            return self._look_at_date(words)[0]
        mould = mould_of(words, self.terms)
        line = words if mould is None else mould.line
        if line not in self._dates:
            if len(self._dates) >= _MOST:
                self._dates.clear()
            self._dates[line] = self._look_at_date(line)
        return self._dates[line][0]

    def _look_at_date(self, words: str) -> tuple[str, Half]:
        date = dated_line(words, self.terms)
        if date is None or date.kind != "full":
            return ("" if date is None else NOT_PLAIN), Half(words)
        half, said = Half(date.line), dict[Role, str]()
        if (taken := taken_apart(date, self._roles, self.terms)) is not None:
            said = {self._roles[piece.side]: piece.text for piece in reversed(taken.pieces)}
            half = Half(taken.date, "", said.get("kicker", ""), said.get("author", ""), _place(said.get("place", "")))
        elif kicker_of(date.line):
            return NOT_PLAIN, half
        return (BESIDE_DATE + " ".join(sorted(said)) if said or half.dateline != words else DATE), half

    @staticmethod
    def beside(text: str) -> str:
        """Return the traits of a text that stands beside its date: nothing but its length and its end are looked at."""
        if without_more(text) != text or without_icons(text) != text:
            return NOT_PLAIN
        if is_sentence(text):
            return "dated."
        return "dated short" if len(text) <= _SHORTEST else "dated" if len(text) <= _LONG else "dated long"

    def undated(self, words: str) -> str:
        """Return the traits of a line in which no date must stand, for it would be one of an entry."""
        found = self[words]
        if found.startswith(DATE) or (_DIGIT.search(words) is not None and dated_inside(words, self.terms)):
            return NOT_PLAIN
        return found

    def look(self, words: str) -> str:
        """Look at most titles and texts once, at all others as closely as it takes."""
        size = len(words)
        if size > self._prose and _is_prose(words):
            return "text."
        if not self._is_plain(words):
            return NOT_PLAIN if is_caption(words) else self.look_again(words)
        if is_sentence(words):
            return "text capitals." if words.isupper() else "text."
        found = "text short" if size <= _SHORTEST else "text"
        found += " place" if size <= _SHORT and names_place(words) else ""
        return f"{found} capitals" if words.isupper() else found

    def _is_plain(self, words: str) -> bool:
        """Say of most titles and texts that no rule finds more in them than a text."""
        return (
            len(words) <= _LONG
            and is_plain(words)
            and (len(words) > WORDY or not may_hold_a_date(words))
            and (":" not in words or not label_at(words[:KEY], self.habits)[0])
            and not (self._furniture and is_repeated(words, self._furniture))
        )

    def look_again(self, words: str) -> str:
        """Ask every rule of a line of which one look tells nothing."""
        size = len(words)
        plain = words.isascii() and ends_plainly(words.lower())
        if not (self._is_plainly_text(words, plain=plain) or self._is_text(words)):
            return NOT_PLAIN
        if size <= self._longest and self._may_be_dated(words) and (date := self._date(words)):
            return date
        if (
            size <= _SHORT
            and _DASH.search(words)
            and _DIGIT.search(words)
            and is_labelled(dated_inside(words, self.terms))
        ):
            return NOT_PLAIN
        sentence = is_sentence(words)
        if not plain and without_more(words) != words:
            return NOT_PLAIN if size > _LONG or not self._is_furniture(words) else self._look_closely(words)
        if size > _LONG:
            return "text." if sentence else "text"
        if not is_bare(words) or is_repeated(words, self._furniture):
            return self._look_closely(words)
        found = "text"
        if size <= _SHORT:
            if self._is_heading(words):
                return NOT_PLAIN
            found += " short" if not sentence and size <= _SHORTEST else ""
            found += " place" if not sentence and names_place(words) else ""
        found += " count" if counts_readers(words) else ""
        found += " capitals" if words.isupper() else ""
        return f"{found}." if sentence else found

    def _look_closely(self, words: str) -> str:
        """Ask every rule about a line that is no long text."""
        found = "furniture" if self._is_furniture(words) else "text"
        size = len(words)
        if filed_under(words):
            return NOT_PLAIN
        if size <= _SHORT:
            if author_of(words) or is_lone_word(words) or self._is_heading(words):
                return NOT_PLAIN
            found += " kind" if is_genre(words) else " short" if is_short(words) else ""
            found += " place" if names_place(words) else ""
        found += " credit" if is_credit(words) else ""
        found += " count" if counts_readers(words) else ""
        found += " capitals" if words.isupper() else ""
        return f"{found}." if is_sentence(words) else found

    def _may_be_dated(self, words: str) -> bool:
        """Say without much ado of long lines in English letters that no date without a number is as long."""
        return len(words) <= WORDY or not words.isascii() or _DIGIT.search(words) is not None

    def _is_plainly_text(self, words: str, *, plain: bool) -> bool:
        """Say of most texts without much ado that nothing in them is a marker, a label, a link or a rule."""
        if not words[0].isalpha() or words[1:2] == " " or "[" in words or "://" in words:
            return False
        if not plain and without_icons(words) != words:
            return False
        return (":" not in words and "：" not in words) or not label_at(words[:KEY], self.habits)[0]

    def _is_text(self, words: str) -> bool:
        """Say whether words have no marker, no label, no link, and are neither heading nor rule."""
        read = list(paragraphs([words], self.habits, lambda _: False))
        if len(read) != 1:
            return False
        one = read[0]
        return one.text == one.words == words and not (one.style or one.label or one.links or one.heading)

    def _is_furniture(self, words: str) -> bool:
        return is_furniture(words) or is_repeated(words, self._furniture)

    def _is_heading(self, words: str) -> bool:
        if names_month(words):
            return True
        if "20" not in words and "19" not in words and "年" not in words:
            return False
        one = next(paragraphs([words], self.habits, lambda _: False))
        return time_heading(one) is not None
