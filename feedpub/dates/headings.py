"""A year, month or day heading → what it says of the lines below it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from feedpub.dates.calendar import NoDayError, read_year
from feedpub.dates.fold import fold, is_english
from feedpub.dates.grammar import dates
from feedpub.dates.lexicon import lexicon
from feedpub.dates.lines import LONGEST, holds_a_number, may_hold_a_date, may_name_a_month, parse_dateline
from feedpub.dates.tokens import Tokens, number, tokenize
from feedpub.dates.types import UNDECLARED, Dateline, Heading, Terms

_NUMBERS: Final = re.compile("[0-9]+")
_YEAR: Final = 4
"""Digits of a year."""
_RULES: Final = " \t\u00a0:;.,–—-|·•*=#()[]"
_AROUND: Final = """
    archive archives archiv archivo archivos arquivo arquivos archivio archief архив أرشيف year from of in all
    année año ano anno jahr jaar rok år год
    news press releases statements nachrichten pressemitteilungen meldungen actualites communiques noticias
    comunicados notizie comunicati nieuws persberichten новости أخبار de du del
"""
_AROUND_WORDS: Final = frozenset(map(fold, _AROUND.split()))

_DENSE: Final = re.compile(
    r"^(?:プレスリリース|ニュース|お知らせ|新着情報|トピックス|新闻|新聞|公告)\s*(?=\d)"
    r"|(?<=[年月])\s?の?(?:プレスリリース|ニュース(?:リリース)?|お知らせ|新着情報|トピックス|記事|活動報告|新闻|新聞|新闻稿|公告)"
    r"(?:一覧|列表)?$"
)
"""The same in writing without spaces: “2018年12月のお知らせ”."""


def parse_heading(line: str, terms: Terms = UNDECLARED) -> Heading | None:
    """Read a whole line that is a year, a month or a day; None if it is anything else.

    “News archive” may stand with it. A month without a year is one of `terms.year`.
    """
    if len(line) > LONGEST or not _may_be_heading(line, terms):
        return None
    tokens = _without_frame(line.strip(_RULES))
    if len(tokens.words) == 1 and tokens.word(0) in lexicon().months:
        month = lexicon().month_of(tokens.word(0), terms.languages)
        return Heading(year=terms.year, month=month) if terms.year else None
    time = _year_or_month(tokens, terms)
    if time is not None:
        return time
    read = parse_dateline(tokens.text, terms)
    if not isinstance(read, Dateline) or read.end or read.instant or read.place or read.relative:
        return None
    return Heading(year=read.day.year, month=read.day.month, day=read.day.day)


def _may_be_heading(line: str, terms: Terms) -> bool:
    """Say without much ado of most lines that they are none; without a number, only a month of a known year is one."""
    if holds_a_number(line):
        return may_hold_a_date(line)
    return terms.year is not None and may_name_a_month(fold(line))


def parse_year_or_month(line: str) -> Heading | None:
    """Read a whole line that is a year, or a month with its year; None if it is anything else."""
    if len(line) > LONGEST or (is_english(line) and [*map(len, _NUMBERS.findall(line))] != [_YEAR]):
        return None  # most lines: in English letters, such a heading has one number, of four digits
    return _year_or_month(_without_frame(line.strip(_RULES)), UNDECLARED)


def _year_or_month(tokens: Tokens, terms: Terms) -> Heading | None:
    if re.fullmatch(rf"Y ?[{lexicon().roles['nen']}]?", tokens.signature):
        year = number(tokens.words[0])
        return Heading(year=year) if 1900 <= year < 2100 else None
    grammar = dates(two_digit_years=False)
    match = grammar.pattern.fullmatch(tokens.signature)
    if match and match.lastgroup in {"month", "monthlast", "monthcjk"}:
        return _month(
            {part: tokens.word(match.start(i)) for part, i in grammar.parts[match.lastgroup] if match[i]},
            terms.languages,
        )
    return None


def _without_frame(words: str) -> Tokens:
    """Leave out the words around a heading that say what it is the heading of."""
    tokens = tokenize(_DENSE.sub("", words))
    kept = [place for place, word in enumerate(tokens.words) if word[0].isalnum() and word not in _AROUND_WORDS]
    return tokenize(tokens.printed(kept[0], kept[-1] + 1).strip(_RULES)) if kept else tokens


def _month(words: Mapping[str, str], languages: Sequence[str]) -> Heading | None:
    named = words.get("M1")
    month = lexicon().month_of(named, languages) if named else number(words["m1"])
    again = words.get("M1x")
    try:
        year = read_year(words)
    except NoDayError:
        return None
    if year is None or not 1 <= month <= 12 or (again and lexicon().month_of(again, languages) != month):
        return None
    return Heading(year=year, month=month)
