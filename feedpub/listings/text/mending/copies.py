"""Lines that a copy of a web page has broken: what is glued to dates, leaves of calendars, words that head labels."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from feedpub.dates import names_place
from feedpub.listings.text.mending.between import with_dates_between
from feedpub.listings.text.mending.columns import with_columns_joined
from feedpub.listings.text.mending.ends import without_ways_behind
from feedpub.listings.text.mending.fieldrows import with_rows_as_dates
from feedpub.listings.text.mending.gluing import unglued, years_go_on
from feedpub.listings.text.mending.halves import with_halves_joined
from feedpub.listings.text.mending.hanging import with_items_joined
from feedpub.listings.text.mending.narrow import with_dates_joined
from feedpub.listings.text.mending.runon import with_days_apart
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.lines import DESCRIBED
from feedpub.listings.text.wording.timeheads import names_month
from feedpub.patterns import later

_LEADING: Final = later(r"[^\n:]{4,40}(?:19|20)\d\d\s?:")
_ABOVE: Final = later(r"(?:19|20)\d\d\s?:[ \t]*\r?\n[ \t]*\S")
"""A year and a colon, with the text on the next line."""
_BESIDE: Final = later(r"\n[^\t\n]{0,30}(?:19|20)\d\d[ ]*\r?\n(?P<town>[^\W\d_][^\t\n\d]{1,50})[ ]*\t+[ ]*\S")
"""A date, and on the next line a town and a title in two columns."""
_ALONE: Final = later(r"\d\d?\.?[ \t]*\r?\n|19\d\d[ \t]*\r?\n|20\d\d[ \t]*\r?\n")
_BRACKETED: Final = later(r"\[[^\[\]\n]*(?:19|20)\d\d[^\[\]\n]*\][ \t]*\r?\n")
_BRACKETS: Final = later(r"\[[^\[\]]*(?:19|20)\d\d[^\[\]]*\]\s*$")
_HEADS: Final = (
    *(r"[dD](?i:etails|étails|etalles|etalhes|ettagli)", r"[gG](?i:egevens)", r"[sS](?i:zczegóły)"),
    r"[пП](?i:одробности)",
)
_DETAILS: Final = later("|".join(rf"{word}[ \t]*(?=\r?\n|$)" for word in _HEADS))
_DATED: Final = r"(?P<date>\d{1,2}\.?\s(?P<month>[^\W\d_]{3,12})\s(?:19|20)\d\d\s[–—-]\s)(?=[^\W\d_]|[“„\"'«])"
_CAPTION: Final = 5
_LEADS: Final = later(rf"\s*{_DATED}")
# What stands before is asked behind the first digit: so the search goes from digit to digit, not from sign to sign.
_WITHIN: Final = later(_DATED.replace(r"\d{1,2}", r"\d(?<=[^\W\d_]{3}\d)\d?", 1))
"""A date and a dash that lead to a text, “3 May 2016 – Text”, and such a date glued to the words before it."""
_LED_YEARS: Final = [later(rf"{digits}\d\d\s?(?:[–—-]\s|:[ \t]*\r?\n)") for digits in ("19", "20")]
"""What such a date and `_ABOVE` have, looked for first."""
_ON: Final = later(r"\s*(?P<words>[^\W\d_][^»›→]{2,30}?)\s?[»›→]+(?=[^\s»›→])")
"""What led on from the entry above, glued to a title: “Read more »Title”."""
_PICTURE: Final = later(
    r"(?:Image|Picture|Imagen|Imagem|Immagine|Afbeelding|Bild|Изображение|图片|画像)[ \t]*(?=\r?\n|$)"
)
_TOLD: Final = [_ALONE.pattern, _BRACKETED.pattern, _DETAILS.pattern, _PICTURE.pattern]
_TOLD_LINES: Final = [later(rf"\n[ \t]*+(?:{line})") for line in _TOLD]
_SIGN: Final = "[vlnuqØü§]"
_SIGNS: Final = later(rf"(?:^|\n)[ \t]*(?P<sign>{_SIGN})(?=[ \t]+[^\s])")
"""A letter that a font of bullets shows as one, at the beginning of a line."""
_WORDS: Final = "uv"
_MARK: Final = rf"(?:{_SIGN}|[*+•-])[ \t]"
_ANY_TOLD: Final = later(rf"\n[ \t]*+(?=[\d[dDsSgGпПIPABИ图画vlnuqØü§*+•-])(?:{'|'.join(_TOLD)}|{_MARK})")
"""What few pages have, and such bullets: looked for once, in all of it. Most lines are none at their first sign."""
_LED: Final = later(r"\s*(?:[^\W\d_][^:\d]{2,30}:\s|(?:published|written|created|posted)\s)", re.IGNORECASE)
"""A label, or the beginning of a byline."""
_DAY: Final = later(r"(?:0?[1-9]|[12]\d|3[01])\.?")
_YEAR: Final = later(r"(?:19|20)\d\d")
_LONGEST: Final = 18
_SOME: Final = 2
_FIRSTS: Final = frozenset({"D", "M", "Y", "DM", "MD", "MY", "YM", "DY", "YD"})
_WHOLE: Final = ["D", "M", "Y"]
_SHORT: Final = ["D", "M"]


def mended(lines: list[str], text: str) -> list[str]:
    """Part what is glued to dates, join days, months and years on lines of their own, leave out heads of labels."""
    going_on = years_go_on(text)
    told = _ANY_TOLD.search(text) is not None
    alone, bracketed, details, pictures = [told and line.search(text) is not None for line in _TOLD_LINES]
    lines = _without_pictures(lines) if pictures else lines
    lines = with_items_joined(_with_bullets(lines, text), text) if told else lines
    lines = with_columns_joined(with_dates_joined(lines, text), text)
    lines = with_dates_between(lines, text)
    parted = with_halves_joined(unglued(lines, text, going_on=going_on), text, going_on=going_on)
    parted = with_rows_as_dates(parted, text)
    parted = _with_dates_behind(parted) if bracketed else parted
    parted = with_days_apart(parted)
    parted = _without_details(parted) if details else parted
    parted = _without_ways_on(parted) if any(arrow in text for arrow in "»›→") else parted
    parted = without_ways_behind(parted) if any(sign in text for sign in "»›→|·") else parted
    led = going_on and any(year.search(text) is not None for year in _LED_YEARS)
    parted = _with_dates_first(parted) if led and _WITHIN.search(text) is not None else parted
    parted = _with_dates_above(parted) if led and _ABOVE.search(text) is not None else parted
    parted = _with_towns_below(parted) if "\t" in text and _BESIDE.search(text) is not None else parted
    leaves = list(_leaves(parted)) if alone else []
    if len(leaves) < _SOME:
        return parted
    parted = list(parted)
    for start, stop in leaves:
        date = " ".join(line.strip() for line in parted[start:stop])
        # The date stands on the last of its lines, next to what follows it.
        parted[start:stop] = [*([""] * (stop - start - 1)), date]
    return parted


def _without_pictures(lines: list[str]) -> list[str]:
    """Leave out the word that stands alone for each picture: “Image”."""
    alone = {at for at, line in enumerate(lines) if _PICTURE.fullmatch(line.strip()) is not None}
    return [DESCRIBED if at in alone else line for at, line in enumerate(lines)] if len(alone) > _SOME else lines


def _with_bullets(lines: list[str], text: str) -> list[str]:
    """Let bullets stand for letters of a font of bullets: several lines begin so, no small letter follows.

    Letters that are words, “v Praze”, begin most blocks, and no line within one.
    """
    for sign in {match["sign"] for match in _SIGNS.finditer(text)}:
        begin = [at for at, line in enumerate(lines) if line.lstrip()[:1] == sign and line.lstrip()[1:2].isspace()]
        behind = [lines[at].lstrip()[1:].lstrip()[:1] for at in begin]
        if sign in _WORDS and not _begin_blocks(lines, begin):
            continue
        if len(begin) > _SOME and not any(one.islower() or one.isdigit() for one in behind):
            marked = dict.fromkeys(begin)
            lines = [line.replace(sign, "•", 1) if at in marked else line for at, line in enumerate(lines)]
    return lines


def _begin_blocks(lines: Sequence[str], begin: Sequence[int]) -> bool:
    """Say whether lines begin more than half of the blocks that empty lines part."""
    blocks = {at for at, line in enumerate(lines) if line.strip() and not (at and lines[at - 1].strip())}
    return blocks.issuperset(begin) and len(begin) * 2 > len(blocks)


def _with_dates_behind(lines: Sequence[str]) -> list[str]:
    """Join dates in brackets on lines of their own to the line above, where other lines end in such dates."""
    alone = [at for at, line in enumerate(lines) if _BRACKETS.fullmatch(line.strip()) and at and lines[at - 1].strip()]
    ended = sum(_BRACKETS.search(line) is not None for line in lines) - len(alone)
    if not 0 < len(alone) <= ended:
        return list(lines)
    joined = list(lines)
    for at in alone:
        joined[at - 1], joined[at] = f"{lines[at - 1].rstrip()} {lines[at].strip()}", ""
    return joined


def _with_dates_first(lines: Sequence[str]) -> list[str]:
    """Let dates that are glued to the words before them open their lines, where as many lines begin with theirs.

    “Two years later it was done3 May 2016 – The bridge is open.” Fewer words are what a picture shows, where each
    entry has a title above.
    """
    led = {at for at, line in enumerate(lines) if _LEADS.match(line) is not None}
    glued = {
        at: match for at, line in enumerate(lines) if (match := _WITHIN.search(line)) and names_month(match["month"])
    }
    if not 0 < len(glued) <= len(led):
        return list(lines)
    filled = [at in led or at in glued for at, line in enumerate(lines) if line.strip()]
    titled = not any(a and b for a, b in pairwise(filled))
    opened = list(lines)
    for at, match in glued.items():
        line = lines[at]
        words = line[: match.start()].strip()
        words = f"{words} " if not titled or len(words.split()) > _CAPTION else ""
        opened[at] = f"{match['date']}{words}{line[match.end() :]}"
    return opened


def _without_ways_on(lines: Sequence[str]) -> list[str]:
    """Leave out “Read more »” before titles, where several lines begin so."""
    ways = {
        at: match.end() for at, line in enumerate(lines) if (match := _ON.match(line)) and is_furniture(match["words"])
    }
    return [line[ways.get(at, 0) :] for at, line in enumerate(lines)] if len(ways) >= _SOME else list(lines)


def _with_dates_above(lines: Sequence[str]) -> list[str]:
    """Join dates and colons on lines of their own to the line below, where as many texts stand behind theirs."""
    led = [at for at, line in enumerate(lines) if _LEADING.match(line.strip()) is not None]
    alone = [at for at in led if _LEADING.fullmatch(lines[at].strip()) and lines[at + 1 : at + 2] not in ([], [""])]
    if not 0 < len(alone) <= len(led) - len(alone):
        return list(lines)
    joined = list(lines)
    for at in alone:
        joined[at], joined[at + 1] = f"{lines[at].rstrip()} {lines[at + 1].strip()}", ""
    return joined


def _with_towns_below(lines: Sequence[str]) -> list[str]:
    """Join the towns that stand below dates, in their column, to the dates; their titles stand beside them."""
    towns = {
        at: match["town"].strip()
        for at in range(1, len(lines))
        if "\t" in lines[at] and (match := _BESIDE.match(f"\n{lines[at - 1]}\n{lines[at]}")) is not None
    }
    if sum(map(names_place, towns.values())) * 2 <= len(towns):
        return list(lines)
    joined = list(lines)
    for at, town in towns.items():
        joined[at - 1] = f"{lines[at - 1].rstrip()}, {town}"
        joined[at] = lines[at].partition("\t")[2].strip()
    return joined


def _without_details(lines: Sequence[str]) -> list[str]:
    """Leave out the word that heads category and date below titles, “Details”; elsewhere it leads to a story."""
    heads = {at for at, line in enumerate(lines) if _DETAILS.fullmatch(line.lstrip(" \t"))}
    below = [at + 1 < len(lines) and _LED.match(lines[at + 1]) is not None for at in heads]
    if len(heads) < _SOME or not all(below) or any(at and lines[at - 1].strip() for at in heads):
        return list(lines)
    return ["" if at in heads else line for at, line in enumerate(lines)]


def _leaves(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where day and month of a date stand on lines of their own, and the year where it is said."""
    known: dict[str, str] = {line: _kind(line) for line in set(lines) if len(line) <= _LONGEST}
    kinds = [known.get(line, "?") for line in lines]
    behind = 0
    for at, kind in enumerate(kinds):
        if at < behind or kind not in _FIRSTS or not lines[at]:
            continue
        for size in (3, 2):
            if sorted("".join(kinds[at : at + size])) in (_WHOLE, _SHORT):
                behind = at + size
                yield at, behind
                break


def _kind(line: str) -> str:
    """Say which parts of a date a line is: D, M, Y, “MY”; “?” for anything else."""
    words = line.split()
    if not 0 < len(words) <= _SOME or len(line) > _LONGEST:
        return "?"
    return "".join(map(_part, words))


def _part(word: str) -> str:
    if _DAY.fullmatch(word):
        return "D"
    if _YEAR.fullmatch(word):
        return "Y"
    return "M" if names_month(word.rstrip(".,")) else "?"
