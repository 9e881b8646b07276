"""What in the words of a line may decide on its role: lines with equal traits, placed alike, have equal roles.

Every rule of this room that looks at words is asked here; a new one must be, too.
"""

from typing import Final

from feedpub.dates import Terms
from feedpub.genres import is_genre
from feedpub.listings.text.dating import dated_line, kicker_of
from feedpub.listings.text.lines import Habits, paragraphs
from feedpub.listings.text.page import time_heading
from feedpub.listings.text.words import (
    author_of,
    is_credit,
    is_furniture,
    is_lone_word,
    is_sentence,
    is_short,
    key_of,
    without_more,
)

DATE: Final = "date"
NOT_PLAIN: Final = "?"
"""The words are more, or less, than a text: only the reader of whole pages knows what they are."""

_MOST: Final = 20_000
_LONG: Final = 160
"""Only a text is longer, in characters."""
_KEY: Final = 48
"""A label before a colon does not reach farther."""


class Traits(dict[str, str]):
    """The traits of each line of words, found out when it is met; a page says much several times."""

    def __init__(self, terms: Terms, habits: Habits, furniture: frozenset[str], longest: int) -> None:
        """Know how the page is written: `longest` is how long its date lines are at most."""
        self._terms, self._habits, self._furniture, self._longest = terms, habits, furniture, longest

    def __missing__(self, words: str) -> str:
        """Look at words that were not met before."""
        found = self._look(words)
        if len(words) <= _LONG:
            if len(self) >= _MOST:
                self.clear()
            self[words] = found
        return found

    def _look(self, words: str) -> str:
        if not self._is_text(words):
            return NOT_PLAIN
        size = len(words)
        if size <= self._longest and (date := dated_line(words, self._terms)) is not None:
            return DATE if date.kind == "full" and not kicker_of(words) else NOT_PLAIN
        sentence = "." if is_sentence(words) else ""
        furniture = size <= _LONG and (
            is_furniture(words) or words in self._furniture or key_of(words) in self._furniture
        )
        if not furniture and without_more(words) != words:
            return NOT_PLAIN
        if size > _LONG:
            return f"text{sentence}"
        if author_of(words) or is_lone_word(words) or self._is_heading(words):
            return NOT_PLAIN
        return "".join(
            (
                "furniture" if furniture else "text",
                sentence,
                " credit" if is_credit(words) else "",
                " short" if is_short(words) else "",
                " kind" if is_genre(words) else "",
                " capitals" if words.isupper() else "",
            )
        )

    def _is_text(self, words: str) -> bool:
        """Say whether words have no marker, no label, no link, and are neither heading nor rule."""
        if words[0].isalpha() and words[1:2] != " " and "[" not in words and "://" not in words:
            beginning = words[:_KEY]
            if ":" not in beginning and "：" not in beginning:
                return True
        read = list(paragraphs([words], self._habits, lambda _: False))
        if len(read) != 1:
            return False
        one = read[0]
        return one.text == one.words == words and not (one.style or one.label or one.links or one.heading)

    def _is_heading(self, words: str) -> bool:
        if "20" not in words and "19" not in words and "年" not in words:
            return False
        one = next(paragraphs([words], self._habits, lambda _: False))
        return time_heading(one) is not None
