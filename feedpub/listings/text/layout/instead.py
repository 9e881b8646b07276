"""Columns that stand where kickers do and are none: names of persons, files of pictures, words that call on readers."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.dates import is_known_place
from feedpub.listings.naming import Role
from feedpub.listings.text.layout.scoring import Explained
from feedpub.listings.text.pages.mastheads import names_list
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.roles.assigning import name
from feedpub.listings.text.roles.strays import is_known, is_stray, leads_on, says_no_kicker
from feedpub.listings.text.roles.wrapped import width_of
from feedpub.listings.text.wording.signing import are_credited, are_persons, is_name
from feedpub.listings.text.wording.words import author_of
from feedpub.patterns import later

_PAIR: Final = 2
_SOME: Final = 3
_WORDY: Final = 4
"""So many words have lines on average that say what pictures show."""
_FEW: Final = 5
"""So many values at most may have a word that stands in small letters elsewhere: one in as many."""
_WORD: Final = later(r"[^\W\d_]+")


def judged(page: Page, found: Explained) -> Explained:
    """Return a page as it was explained, with what stands where kickers do called what it is."""
    if not found.template.width and (width := width_of(page, found.parts)):
        template = replace(found.template, width=width)
        parts = tuple([name(page, template, segment) for segment in found.cut.segments])
        found = replace(found, template=template, parts=parts)
    kickers = [part for parts in found.parts for part in parts if says_no_kicker(page, part)]
    texts = [author_of(part.text) or part.text for part in kickers]
    proven = are_persons([part.text for part in kickers])
    labels = "furniture" if _are_captions(texts, len(found.parts)) else _role_of(texts, page, proven=proven)
    roles = [{part.role for part in parts} for parts in found.parts]
    some = any("title" in own and "kicker" not in own for own in roles)
    odd = some and len(texts) * 2 <= len(found.parts) and not (_are_shown(texts) or _are_wordy(texts))
    known = odd and any(is_stray(page, part) for part in kickers)
    calls = _most(map(leads_on, texts))
    masthead = _masthead(found, texts) if some else ""
    if labels == "kicker" and not (known or calls or masthead):
        return found
    template = replace(found.template, labels=labels, known=known, calls=calls, masthead=masthead)
    parts = tuple([name(page, template, segment) for segment in found.cut.segments])
    return replace(found, template=template, parts=parts)


def _role_of(texts: Sequence[str], page: Page, *, proven: bool) -> Role:
    """Return what lines are that were taken for kickers."""
    named = len(set(texts)) >= _PAIR and (are_credited(texts) or (proven and _are_persons(texts, page)))
    return "author" if named else "kicker"


def _masthead(found: Explained, kickers: Sequence[str]) -> str:
    """Return what the list is called where the first entry has that for kicker; else ""."""
    first = next((part.text for part in found.parts[0] if part.role == "kicker"), "")
    return first if first and names_list(first) and not any(map(names_list, kickers[1:])) else ""


def _are_captions(texts: Sequence[str], entries: int) -> bool:
    """Say whether most entries have such a line and others have none, and all are different and have many words.

    Where few have one, it may be the title, and a caption stands below it.
    """
    known = sum(is_known(text) and len(text.split()) < _WORDY for text in texts) * _SOME >= len(texts)
    most = entries < len(texts) * 2 < entries * 2
    return most and len(set(texts)) == len(texts) and _are_wordy(texts) and not known


def _are_wordy(texts: Sequence[str]) -> bool:
    return sum(len(text.split()) for text in texts) >= _WORDY * len(texts)


def _are_shown(texts: Sequence[str]) -> bool:
    """Say whether lines of few entries are kickers: some say the same, or all stand in capitals, or most are known."""
    again = len(set(texts)) < len(texts)
    capitals = len(texts) >= _PAIR and all(map(str.isupper, texts))
    return again or capitals or _most(map(is_known, texts))


def _are_persons(texts: Sequence[str], page: Page) -> bool:
    """Say whether all texts are names of persons, whose words the page does not use for anything else."""
    names = {_name_of(text) for text in texts}
    if not all(is_name(name) and not is_known_place(name) for name in names):
        return False
    small = {word for p in page.paragraphs for word in _WORD.findall(p.text) if word.islower()}
    used = {name for name in names if any(word.casefold() in small for word in name.split() if word[0].isupper())}
    loud = any(map(str.isupper, texts))  # so kickers are more often printed
    return (len(names) >= _SOME and not used) if loud else len(used) * _FEW <= len(names)


def _name_of(text: str) -> str:
    """Return a name without what that one is, “Jane Doe, pilot”, and not in capitals."""
    name, _, post = text.partition(", ")
    name = name if post[:1].islower() else text
    return name.title() if name.isupper() else name


def _most(votes: Iterable[bool]) -> bool:
    counted = list(votes)
    return sum(counted) * 2 > len(counted)
