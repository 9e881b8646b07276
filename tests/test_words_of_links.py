"""Words of links that lead on, in many languages: they are no titles."""

import pytest

from feedpub.listings.html.page.names import FURTHER


@pytest.mark.parametrize(
    "words",
    [
        "Weiterlesen…",
        "Leia mais",
        "Läs mer »",
        "Lue lisää",
        "Czytaj więcej",
        "Číst dál",
        "Читать далее",
        "Подробнее",
        "続きを読む",
        "阅读全文",
        "查看详情 >",
        "자세히 보기",
    ],
)
def test_words_that_lead_on_say_nothing_of_where_to(words: str) -> None:
    assert FURTHER.match(words)


@pytest.mark.parametrize("title", ["Weiterbildung für alle", "Saiba como votar", "Читательский билет", "更多元的城市"])
def test_titles_that_begin_like_such_words_are_titles(title: str) -> None:
    assert not FURTHER.match(title)
