"""A segment → the role of each of its lines, by one template for the whole page."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from msgspec.structs import replace

from feedpub.genres import is_genre
from feedpub.listings.naming import Role
from feedpub.listings.text.cutting.sorting import LONG, Part, Row, Template, sort_lines
from feedpub.listings.text.cutting.undated import is_kind
from feedpub.listings.text.labels.kickers import is_kind_above, kind_of
from feedpub.listings.text.labels.uppers import taken_out
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.roles.finishing import finished
from feedpub.listings.text.wording.calls import is_call
from feedpub.listings.text.wording.furniture import without_more
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import are_sentences, count_words, is_sentence, is_short

_AT: Final = attrgetter("at")
_PAIR: Final = 2
_FEW: Final = 5
"""No kicker that is not of a known kind has more words."""
_TITLE: Final = 3
"""Fewer words are seldom a title, in writing that parts words."""


def name(page: Page, template: Template, segment: Segment) -> tuple[Part, ...]:
    """Name the lines of one segment."""
    return name_sorted(page, template, sort_lines(page, template, segment))


def name_sorted(page: Page, template: Template, row: Row) -> tuple[Part, ...]:
    """Name the lines of one segment, which `sort_lines` has sorted."""
    parts = [*row.parts]
    has_title = any(part.role == "title" for part in parts)
    above, behind = row.above, row.behind
    if template.upper is not None:
        taken, above = taken_out(above, template.upper[0])
        parts += [replace(part, role=template.upper[1]) for part in taken]
    layout = template.layout
    stands = layout.stands
    if template.stack and row.date is not None and len(behind) > len(template.stack):
        parts += [replace(part, role=role) for part, role in zip(behind, template.stack, strict=False)]
        behind = behind[len(template.stack) :]
    if row.date is None:
        parts += _undated(above, template, has_title=has_title)
    elif has_title:
        parts += _renamed(above, "kicker" if len(above) == 1 and is_short(above[0].text) else "summary")
        parts += _texts(behind, template)
    elif stands == "last" and above:
        parts += _ending(above, behind, template)
    elif not above:
        at = template.kickers.behind
        if at is not None and len(behind) > at + 1 - (at > 0) and not (at == 0 and _lacks_kicker(behind, template)):
            kicker = kind_of(behind[at].text) if template.kickers.sent else behind[at].text
            parts.append(replace(behind[at], role="kicker", text=kicker))
            behind = [*behind[:at], *behind[at + 1 :]]
        elif template.kickers.some and is_kind_above([part.text for part in behind], template.kickers.said):
            parts.append(replace(behind[0], role="kicker"))
            behind = behind[1:]
        titled = behind and (
            behind[0].role == "title"
            or layout.form in {"line", "lead"}
            or (layout.form == "dateline" and not is_sentence(behind[0].text) and len(behind[0].text) <= LONG)
        )
        if titled and (not template.untitled or _heads_text(behind)):
            parts.append(replace(behind[0], role="title"))
            behind = behind[1:]
        parts += _renamed(behind, "summary")
    elif template.kickers.split and len(above) == 1 and behind:
        first: Role = "summary" if template.untitled else "title"
        parts += [*_renamed(above, "kicker"), *_renamed(behind[:1], first), *_renamed(behind[1:], "summary")]
    elif template.kickers.above == 0 and is_call([part.text for part in above], [part.text for part in behind]):
        parts += _called(page, above[0], behind)
    else:
        parts += _titled(above, template)
        parts += _texts(behind, template)
    return tuple(sorted(finished(page, template, row, parts), key=_AT))


def _called(page: Page, call: Part, behind: list[Part]) -> list[Part]:
    """Name the lines of an entry with a word above its date and its title, or kicker and title, below."""
    title = behind[1:2]
    apart = title and page.paragraphs[title[0].at].gap > 0 == page.paragraphs[behind[0].at].gap
    if apart and not is_sentence(title[0].text):
        return [*_renamed([call], "furniture"), *_renamed(behind[:1], "kicker"), *_named_below(behind[1:])]
    return [*_renamed([call], "kicker"), *_named_below(behind)]


def _named_below(texts: list[Part]) -> list[Part]:
    return [*_renamed(texts[:1], "title"), *_renamed(texts[1:], "summary")]


def _undated(texts: list[Part], template: Template, *, has_title: bool) -> list[Part]:
    """Name the lines of an entry without a date: as the others, as far as it goes."""
    if has_title:
        return _renamed(texts, "summary")
    if template.untitled:
        return _untitled(texts, template)
    beside = template.kickers.split or template.kickers.behind == 0
    if (
        len(texts) > 1
        and (template.kickers.above == 0 or (beside and is_kind(texts[0].text)))
        and not (len(texts) == _PAIR and _is_plain_text(texts))
    ):
        return [replace(texts[0], role="kicker"), replace(texts[1], role="title"), *_renamed(texts[2:], "summary")]
    return _named_below(texts)


def _is_plain_text(texts: Sequence[Part]) -> bool:
    """Say whether two lines are a title and its text, and no kicker and its title."""
    title, text = texts[0].text, without_more(texts[1].text)
    return not is_genre(title) and is_sentence(text) and (len(text) > len(title) or not is_short(title))


def _heads_text(texts: Sequence[Part]) -> bool:
    """Say whether words that are several and no sentence stand above a text, where other entries have no title."""
    if len(texts) != _PAIR or count_words(texts[0].text) < _TITLE or texts[0].text.endswith((":", "：")):
        return False
    return not is_sentence(texts[0].text) and are_sentences(texts[1].text) and len(texts[1].text) > len(texts[0].text)


def _lacks_kicker(texts: Sequence[Part], template: Template) -> bool:
    """Say whether two lines below a date are a title and its text, where those of other entries have a kicker above."""
    if len(texts) != _PAIR or not _is_plain_text(texts):
        return False
    words, said = count_words(texts[0].text), template.kickers.said
    return words > _FEW or (bool(said) and words > _TITLE and texts[0].text not in said)


def _ending(above: list[Part], behind: list[Part], template: Template) -> list[Part]:
    """Name the lines of an entry that its date ends."""
    if template.untitled:
        return [*_untitled(above, template), *_renamed(behind, "summary")]
    parts: list[Part] = []
    if len(above) > 1 and (_is_headed(above) or (template.kickers.above == 0 and not _is_told(above))):
        parts.append(replace(above[0], role="kicker"))
        above = above[1:]
    return [*parts, replace(above[0], role="title"), *_renamed([*above[1:], *behind], "summary")]


def _untitled(texts: list[Part], template: Template) -> list[Part]:
    """Name the lines of a text without title, and the kicker above it."""
    kicked = template.kickers.above == 0 and len(texts) > 1 and is_short(texts[0].text)
    return [*_renamed(texts[:kicked], "kicker"), *_renamed(texts[kicked:], "summary")]


def _is_headed(above: Sequence[Part]) -> bool:
    """Say whether three lines begin with a kicker that says what it is: a kind of texts, or few words for a subject."""
    first, second = above[0].text, above[1].text
    few = len(above) > _PAIR and len(first.split()) < _TITLE and len(first) < len(second) and not is_sentence(second)
    return few and (is_genre(first) or is_subject(first))


def _is_told(above: Sequence[Part]) -> bool:
    """Say whether two lines are a title and the text below it, and no kicker and its title."""
    told = len(above) == _PAIR and is_sentence(above[1].text) and not is_sentence(above[0].text)
    return told and len(above[0].text.split()) >= _TITLE and not is_genre(above[0].text)


def _titled(above: list[Part], template: Template) -> list[Part]:
    """Name the lines above a date: kicker and title; further ones belong to the title."""
    if template.untitled:
        return _untitled(above, template)
    if len(above) == 1:
        return _renamed(above, "title")
    if template.kickers.told and template.kickers.above == 0:
        return [replace(above[0], role="kicker"), *_renamed(above[1:2], "title"), *_renamed(above[2:], "summary")]
    if template.kickers.told or (template.kickers.above is None and _is_told(above)):
        return [*_renamed(above[:1], "title"), *_renamed(above[1:], "summary")]
    if template.kickers.above == -1 and is_short(above[-1].text):
        return [*_renamed(above[:-1], "title"), replace(above[-1], role="kicker")]
    if template.kickers.above == 0 or len(above) > 1:
        return [replace(above[0], role="kicker"), *_renamed(above[1:], "title")]
    return _renamed(above, "title")


def _texts(behind: list[Part], template: Template) -> list[Part]:
    """Name the lines behind the date of an entry whose title stands above it."""
    if template.kickers.behind == 0 and behind and is_short(behind[0].text):
        return [replace(behind[0], role="kicker"), *_renamed(behind[1:], "summary")]
    return _renamed(behind, "summary")


def _renamed(parts: Sequence[Part], role: Role) -> list[Part]:
    return [part if part.role not in {"summary", "title"} else replace(part, role=role) for part in parts]
