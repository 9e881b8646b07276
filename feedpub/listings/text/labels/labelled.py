"""Labels before dates, behind a comma: “News stories, 14 May 2013” and, below, “Tales from the harbour, 9 May 2013”."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from feedpub.dates import Dateline, Terms, find_dates, is_known_place
from feedpub.genres import is_genre
from feedpub.listings.text.wording.dating import Dated, dated_line
from feedpub.listings.text.wording.rows import are_rows
from feedpub.listings.text.wording.signing import is_name
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import is_sentence

_LONGEST: Final = 60
_WORDS: Final = 5
_SOME: Final = 3
_FEW: Final = 4
"""Of so many names of papers one may name a place: “Radio France”."""


def with_labels(texts: Sequence[str], lines: Sequence[Dated | None], terms: Terms) -> list[Dated | None]:
    """Read all of such lines alike, where few are no date lines at all.

    Some have labels that are kinds of texts; or they are names of papers, hardly one of them that of a place; or those
    of who wrote the texts.
    """
    short = {at for at, line in enumerate(lines) if line is not None and line.kind == "full" and ", " in line.line}
    if len(short) < _SOME:
        return list(lines)
    odd = dict(_labels({at: text for at, text in enumerate(texts) if lines[at] is None and ", " in text}, terms))
    if not 0 < len(odd) * 2 <= len(short):
        return list(lines)
    own = dict(_labels({at: texts[at] for at in short}, terms))
    labels = {**own, **odd}
    known, papers = sum(map(is_known_place, own.values())), not any(map(is_genre, own.values()))
    each = len(set(labels.values())) == len(labels)
    wrote = papers and not known and _wrote(labels.values())
    if len(odd) * 2 > len(own) or known * _FEW > len(own) or (papers and not (each or wrote)) or (known and not papers):
        return list(lines)
    days = {at: texts[at][len(label) + 2 :] for at, label in labels.items()}
    lead = {at: f"by {label}, " if wrote else "" if papers else f"{label} | " for at, label in labels.items()}
    ruled = {at: dated_line(f"{lead[at]}{day}", terms) for at, day in days.items()}
    return [ruled.get(at) or line for at, line in enumerate(lines)]


def _wrote(labels: Collection[str]) -> bool:
    """Say whether most labels are names of persons, some of which recur, and none names a subject."""
    names = sum(map(is_name, labels))
    again = len(set(labels)) < len(labels) and not any(map(is_subject, labels))
    return again and names * 3 >= len(labels) * 2


def with_short_labels(
    texts: Sequence[str], lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]], terms: Terms
) -> list[Dated | None]:
    """Read “Health – 25 August 2012” as a date line with a label, where such words recur or name subjects.

    Nearly all stand directly above or below titles: lines that are longer and no sentences.
    """
    beside = {at: one for at, ways in enumerate(parts) if (one := _beside(ways)) is not None}
    labels = {at: one.before or one.behind for at, one in beside.items()}
    if (
        len(labels) < _SOME
        or all(lines[at] is not None for at in labels)
        or not all(_are_few(label) and not is_sentence(label) for label in labels.values())
    ):
        return list(lines)
    known = sum(is_genre(label) or is_subject(label) for label in labels.values())
    if sum(map(is_known_place, labels.values())) * _FEW > len(labels):
        return list(lines)
    again = len(set(labels.values())) * 10 <= len(labels) * 7
    again = again or are_rows([(label, texts[at - 1]) for at, label in labels.items()], len(labels))
    if not (again or known * 2 >= len(labels)):
        return list(lines)
    titled = {at: lines[at] is None and not parts[at] and _may_be_title(text) for at, text in enumerate(texts)}
    for step in (1, -1):
        beyond = sum(titled.get(at + step, False) and len(texts[at + step]) > len(labels[at]) for at in labels)
        if beyond * 10 >= len(labels) * 9:
            break
    else:
        return list(lines)
    ruled = {
        at: dated_line(f"{one.before} | {one.line}" if one.before else f"{one.line} | {one.behind}", terms)
        for at, one in beside.items()
    }
    return [ruled.get(at) or line for at, line in enumerate(lines)]


def with_same_names(
    texts: Sequence[str], lines: Sequence[Dated | None], parts: Sequence[Sequence[Dated]], terms: Terms
) -> list[Dated | None]:
    """Read lines as dates that say the same words before them, below titles of other words: who sends all of a page.

    All dates behind words stand so, and most have a text below.
    """
    tails = {at: one for at, ways in enumerate(parts) if (one := _beside(ways)) is not None and one.form == "tail"}
    if len(tails) <= 1 or len({one.before for one in tails.values()}) > 1 or 0 in tails:
        return list(lines)
    titles = [texts[at - 1] for at in tails]
    titled = all(_may_be_title(texts[at - 1]) and not parts[at - 1] and lines[at - 1] is None for at in tails)
    told = sum(at + 1 < len(texts) and is_sentence(texts[at + 1]) for at in tails)
    if not titled or len(set(titles)) < len(titles) or told * 2 <= len(tails) or any(lines):
        return list(lines)
    return [dated_line(tails[at].line, terms) if at in tails else line for at, line in enumerate(lines)]


def is_labelled(ways: Sequence[Dated]) -> bool:
    """Say whether few words stand beside a date: the page says whether they are its label."""
    one = _beside(ways)
    return one is not None and _are_few(one.before or one.behind)


def _are_few(label: str) -> bool:
    """Say whether a label, or each of a row, has few words."""
    return all(len(one.split()) <= _FEW for one in label.split(","))


def _may_be_title(text: str) -> bool:
    return not is_sentence(text) or text.endswith(("?", "!"))


def _beside(ways: Sequence[Dated]) -> Dated | None:
    """Return the date that words and a mark stand before or behind."""
    return next((one for one in ways if one.form in {"tail", "lead"} and one.kind == "full"), None)


def _labels(texts: Mapping[int, str], terms: Terms) -> Iterator[tuple[int, str]]:
    """Yield the few words that stand before a date and a comma, and nothing else with them."""
    for at, text in texts.items():
        label, comma, _ = text.partition(", ")
        if not comma or len(text) > _LONGEST or len(label.split()) > _WORDS or not text[-1:].isdigit():
            continue
        found = find_dates(text, terms) if label[:1].isupper() and not any(map(str.isdigit, label)) else ()
        if len(found) == 1 and isinstance(found[0].read, Dateline) and found[0].start == len(label) + 2:
            yield at, label
