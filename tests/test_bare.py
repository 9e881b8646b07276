"""Lines that are texts and nothing else are told by one look; it never passes what another rule would know."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.genres import GENRES, is_genre
from feedpub.listings.text.wording import furniture, words
from feedpub.listings.text.wording.bare import is_bare
from feedpub.tongues import NAMES, TAGS, are_tongues

RULES: list[Callable[[str], object]] = [
    furniture.is_furniture,
    words.is_credit,
    words.author_of,
    words.filed_under,
    furniture.is_lone_word,
    is_genre,
    are_tongues,
]
NAMED = sorted({*NAMES, *(name.strip() for names in GENRES.values() for name in names.split("|"))})
PARTS = st.one_of(
    st.sampled_from(NAMED),
    st.sampled_from(sorted(tag.upper() for tag in TAGS)),
    *(
        st.from_regex(re.compile(known.pattern, known.flags), fullmatch=True)
        for known in (furniture.FURNITURE, words.CREDIT, words.FILED)
    ),
    st.sampled_from(["By Jane Doe", "Oak", "first", "2 3", "Posted in Travel", "PDF", "Read more about"]),
)


@settings(max_examples=600, derandomize=True, deadline=None, database=None)
@given(st.lists(PARTS, min_size=1, max_size=3), st.sampled_from([" ", " | ", ", ", "/"]), st.booleans())
def test_a_bare_line_is_nothing_that_another_rule_knows(parts: list[str], mark: str, large: bool) -> None:  # noqa: FBT001
    line = " ".join(mark.join(parts).split()) or "-"
    line = line[:1].upper() + line[1:] if large else line

    assert not is_bare(line) or not any(rule(line) for rule in RULES)


@pytest.mark.parametrize("title", ["Harbour bridge reopens", "Water prices stay", "Übung für alle", "Музей бумаги"])
def test_most_titles_are_bare(title: str) -> None:
    assert is_bare(title)


def test_long_titles_are_bare_whatever_kind_of_text_or_language_they_begin_with() -> None:
    titles = [f"{name} of all who crossed the old harbour bridge on the day it was opened" for name in NAMED]

    bare = [title for title in titles if is_bare(title)]

    assert len(titles) * 0.9 < len(bare)
    assert not any(rule(title) for rule in RULES for title in bare)
