"""What of a source is shown: `keep` and `drop`. Pure, and after identity: no filter changes a guid or a date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from feedpub.model import Printed
from feedpub.text import clean, fold
from feedpub.words import Wordlist, words_of

ANYWHERE: Final = ("title", "summary", "topic")
"""Where a word is looked for that is given without a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words to look for, by the field in which they stand."""

    title: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    link: tuple[str, ...] = ()


Wanted = tuple[str, ...] | Words
"""A filter as the config has it: words to look for anywhere, or by field."""


def filter_faults(where: str, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Yield what cannot work in a filter."""
    for field, words in _by_field(wanted).items():
        if not all(clean(word).strip("* ") for word in words):
            yield f"{where}.{field}" if isinstance(wanted, Words) else where, "holds an empty word, which is everywhere"
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The filter of one source, ready to ask. Without `keep` all is kept; what is dropped is never kept."""

    keep: tuple[tuple[tuple[str, ...], Wordlist], ...] = ()
    drop: tuple[tuple[tuple[str, ...], Wordlist], ...] = ()

    @classmethod
    def of(cls, keep: Wanted, drop: Wanted) -> "Filter":
        """Make a filter ready."""
        return cls(keep=tuple(_wordlists(keep)), drop=tuple(_wordlists(drop)))

    def lets_through(self, printed: Printed) -> bool:
        """Say whether a story is shown, by what the source prints of it."""
        return (not self.keep or _finds(self.keep, printed)) and not _finds(self.drop, printed)


def _by_field(wanted: Wanted) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(wanted, Words):
        return {"words": wanted} if wanted else {}
    return {field.name: words for field in fields(Words) if (words := getattr(wanted, field.name))}


def _wordlists(wanted: Wanted) -> Iterator[tuple[tuple[str, ...], Wordlist]]:
    for field, words in _by_field(wanted).items():
        yield (ANYWHERE if field == "words" else (field,)), words_of(words)


def _finds(wordlists: tuple[tuple[tuple[str, ...], Wordlist], ...], printed: Printed) -> bool:
    return any(words.stand_in(text) for where, words in wordlists for field in where for text in _texts(printed, field))


def _texts(printed: Printed, field: str) -> tuple[str, ...]:
    """Return what a story prints in a field, folded."""
    found: Mapping[str, tuple[str, ...]] = {
        "title": (printed.title,),
        "summary": (printed.summary, printed.excerpt),
        "topic": printed.kickers,
        "section": printed.sections,
        "place": (printed.place,),
        "author": (printed.author,),
        "link": (printed.link,),
    }
    return tuple(fold(text) for text in found[field])
