"""Whether what a page repeats may be a listing at all: menus, sections and addresses are repeated, too."""

import re
from itertools import pairwise
from statistics import median
from typing import Final

from feedpub.listings.html.choice.asking import ASKS
from feedpub.listings.html.choice.judge import Candidate
from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.page.prose import is_sentence
from feedpub.listings.html.page.tree import width
from feedpub.listings.html.reading.fields import Extraction, Outline
from feedpub.listings.html.titles.versions import fall
from feedpub.text import fold

_MOSTLY: Final = 0.5
_NEARLY: Final = 0.9
_CITED: Final = 0.8
LEAST: Final = 5.0
_TWO: Final = 6.5
_LINKED: Final = 6.2
_LIKE_A_MENU: Final = 6.6
_BARE: Final = 7.0
_BARE_AND_FEW: Final = 8.5
_FEW: Final = 10
_MARGINAL: Final = 8.0
_HEADLINES: Final = 5.5
_OF_ONE_KIND: Final = 6.0
_NAMES: Final = 9.0
_FEW_NAMES: Final = 7.9
_CALLED: Final = 5.5
"""Scores of listings with dates, of two entries with dates, with links and text, short links alone, neither, neither
and few entries, of those in a margin without dates, of headlines and texts, of many that lead to one folder, of titles
as short as names, of few titles that are hardly longer, and of links into one folder below a heading that calls them
news: of hundreds, hardly any has less."""
_SIGNED_WIDE: Final = 8
_NAME_WIDE: Final = 16
_HEADLINE_WIDE: Final = 22
"""Letters of titles from which on most are not how readers sign; no names of persons or offices; but headlines."""
_HEADLINE: Final = 25
_TEXT: Final = 100
"""Letters of a headline, and of its text, at least: glossaries have shorter words, directories no such texts."""
_ASKING: Final = 0.25
_MARGIN: Final = -0.8
_SHORT: Final = 0.2
_TERSE: Final = 0.1
_CHAPTER: Final = re.compile(
    r"(?:§+ ?|(?:art|art[ií]c(?:le|ulo|olul)|artikel|artigo|articolo|section|sección|sezione|abschnitt|clause|chapter"
    r"|kapitel|kapittel|chapitre|capítulo|capitolo|punkt|madde|čl|článek|стат[ьт]я|раздел|άρθρο|luku|rozdział)\.? )?"
    r"(\d{1,2})(?:[.):](?!\d{2})|\.\d[.\d]*)?\s",
    re.IGNORECASE,
)
"""What begins the titles of sections: “1. ”, “2.1 ”, “§ 3 ”, “Article 4 ”."""
_TWICE: Final = 2
_HOST: Final = 2
"""Strokes before the name of a site."""
_RISEN: Final = 0.8
"""The share of neighbours in the order of their letters: by chance it is half."""
_BESIDE: Final = 0.5
"""What it counts that a list holds the tenth part of what a page says."""


def is_out_of_question(candidate: Candidate) -> bool:
    """Say whether what a page repeats can be no listing, whatever its entries are."""
    return candidate.comments or candidate.beside_article or candidate.score < LEAST


def may_be_a_listing(candidate: Candidate, found: Extraction) -> bool:
    """Say whether what a page repeats may be a listing at all: what has no dates, nor even links, must be the better.

    Menus, the sections of an article and the addresses of an office are repeated, too.
    """
    told = found.outline
    bare = (
        told.dated < _MOSTLY
        and told.linked < _MOSTLY
        and not (candidate.monthly or _are_versions(candidate, told) or _are_papers(candidate, told))
    )
    if not could_be_a_listing(candidate, told):
        return False
    return not bare or candidate.score >= _BARE or are_stories_of_news(candidate, told) or _are_headlines(found)


def could_be_a_listing(candidate: Candidate, told: Outline) -> bool:
    """Say whether what a page repeats may be a listing if its entries have the texts that would speak most for it."""
    number = len(told.titles)
    if number < 2 or is_out_of_question(candidate):
        return False
    wide = median(map(width, told.titles))
    if told.dated >= _MOSTLY or candidate.monthly:
        signed = not (told.linked or candidate.titled or _are_versions(candidate, told)) and wide < _SIGNED_WIDE
        return candidate.score >= (_TWO if signed or number == 2 else LEAST)
    if candidate.asked or (candidate.reasons["aside"] < _MARGIN and candidate.score < _MARGINAL):
        return False
    if are_stories_of_news(candidate, told) or _are_versions(candidate, told) or _are_papers(candidate, told):
        return True
    few = number < _FEW
    beside = candidate.reasons["share"] < _BESIDE or (candidate.below_text and not candidate.called)
    if few and beside:  # ways to other pages below a text
        return False
    if candidate.called and told.linked >= _NEARLY and are_of_one_kind(told) and not _are_single_words(told):
        return candidate.score >= _CALLED
    if not candidate.named and wide < (_HEADLINE_WIDE if few else _NAME_WIDE):
        return candidate.score >= (_FEW_NAMES if wide >= _NAME_WIDE else _NAMES)
    short = candidate.reasons["text"] < _SHORT
    if short and wide < _HEADLINE and (_lead_to_many_sites(told) or _are_in_alphabet(told)):
        return candidate.score >= _NAMES
    if told.linked < _MOSTLY and _are_chapters(told):
        return False
    if told.linked < _MOSTLY:
        return candidate.score >= (_BARE_AND_FEW if few else _HEADLINES)
    if short and not few and wide >= _NAME_WIDE and are_of_one_kind(told):
        return candidate.score >= _OF_ONE_KIND
    return candidate.score >= (_LIKE_A_MENU if short else _LINKED)


def are_stories_of_news(candidate: Candidate, told: Outline) -> bool:
    """Say whether what is news by its heading, or by what holds it, is stories with headings, however few of them.

    They have a text of their own, or say enough: sections are one word each.
    """
    news = candidate.named and (candidate.called or candidate.among_news)
    headed = news and bool(candidate.titles) and candidate.titles[0].heading >= _NEARLY
    wide = candidate.reasons["text"] >= _SHORT or median(map(width, told.titles)) >= _HEADLINE_WIDE
    return headed and wide and not candidate.below_text


def _are_versions(candidate: Candidate, told: Outline) -> bool:
    """Say whether entries are the versions of a program with what is new in each: links to their manuals are none."""
    told_of = candidate.reasons["text"] >= _TERSE or candidate.reasons["dated"] > 0
    return told_of and not candidate.below_text and fall(told.titles, told.links)


def _are_papers(candidate: Candidate, told: Outline) -> bool:
    """Say whether nearly all entries are papers that lead somewhere, or are called so: literature of a text is not."""
    cited = told.cited >= _CITED and not candidate.below_text
    return cited and (candidate.called or (told.linked >= _NEARLY and candidate.reasons["share"] >= _BESIDE))


def _are_chapters(told: Outline) -> bool:
    """Say whether titles count from one to the next: those are the sections of a text, of terms or of a statute."""
    counts = [int(found[1]) if (found := _CHAPTER.match(title)) else 0 for title in told.titles]
    steps = sum(a > 0 and b == a + 1 for a, b in pairwise(counts))
    return len(counts) > _TWICE and steps >= _RISEN * (len(counts) - 1)


def _are_single_words(told: Outline) -> bool:
    """Say whether most titles are one word: sections of news are called so."""
    return sum(" " not in title and width(title) < _NAME_WIDE for title in told.titles) > _MOSTLY * len(told.titles)


def _lead_to_many_sites(told: Outline) -> bool:
    """Say whether most entries with a link lead to a site of their own: that is a directory."""
    linked = [link for link in told.links if link]
    sites = {link.split("/")[2] for link in linked if link.count("/") >= _HOST}
    return len(sites) > _MOSTLY * len(linked)


def _are_in_alphabet(told: Outline) -> bool:
    """Say whether titles stand in the order of their letters, or those of several lists do: that is an index.

    Titles that only numbers tell apart are in no order of letters: “Part 1”, “Part 2”.
    """
    words = ["".join(filter(str.isalpha, fold(title))) for title in told.titles]
    risen = sum(a < b for a, b in pairwise(words))
    return len(words) >= _FEW and risen >= _RISEN * (len(words) - 1)


def are_of_one_kind(told: Outline) -> bool:
    """Say whether all entries lead to one folder, and hardly any asks a question: menus lead to several."""
    folders = {*map(folder_of, told.links)}
    asking = sum(title.endswith(ASKS) for title in told.titles)
    return len(folders) == 1 and is_folder(min(folders)) and asking < _ASKING * len(told.titles)


def _are_headlines(found: Extraction) -> bool:
    """Say whether nearly all entries are a headline, which is no sentence, and a text of sentences."""
    titles = sum(width(entry.title) >= _HEADLINE and not is_sentence(entry.title) for entry in found.entries)
    texts = sum(width(entry.summary) >= _TEXT and is_sentence(entry.summary) for entry in found.entries)
    return min(titles, texts) >= 0.9 * len(found.entries)
