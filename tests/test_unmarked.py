"""Bytes that are no UTF-8 and of which nothing says what they are: their letters do, or nobody does."""

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing
from feedpub.listings.html.page.charset import decode_page
from feedpub.listings.unmarked import cyrillic_of

NEWS = {
    "Russian": "Новости города\n\n3 мая 2019\nБиблиотека открывается после ремонта\n\n2 мая 2019\nНа рынке новые места"
    "\n\n1 мая 2019\nПаром снова ходит каждый день\n",
    "Ukrainian": "Новини міста\n\n3 травня 2019\nБібліотека відчиняється після ремонту\n\n2 травня 2019\nНа ринку нові місця"
    "\n\n1 травня 2019\nПором знову ходить щодня\n",
    "Bulgarian": "Новини от града\n\n3 май 2019\nБиблиотеката отваря след ремонта\n\n2 май 2019\nНа пазара има нови места"
    "\n\n1 май 2019\nФериботът отново пътува всеки ден\n",
}
OTHERS = {
    "cp1253": "Νέα της πόλης: η βιβλιοθήκη ανοίγει ξανά, νέες θέσεις στην αγορά, το πλοίο ταξιδεύει κάθε μέρα. " * 3,
    "cp1255": "חדשות העיר: הספרייה נפתחת מחדש אחרי שיפוץ, מקומות חדשים בשוק, המעבורת יוצאת כל יום. " * 3,
    "cp1256": "أخبار المدينة: تفتح المكتبة أبوابها من جديد، أماكن جديدة في السوق، العبارة تبحر كل يوم. " * 3,
    "gb18030": "城市新闻：图书馆重新开放，市场有新的摊位，渡船每天都开。春天的节日在河边举行。" * 3,
    "cp932": "町のニュース：図書館が再び開きます。市場に新しい場所があります。渡し船は毎日出ます。" * 3,
    "cp949": "도시 소식: 도서관이 다시 문을 엽니다. 시장에 새 자리가 있습니다. 배는 매일 다닙니다. " * 3,
    "cp874": "ข่าวของเมือง ห้องสมุดเปิดอีกครั้ง ตลาดมีที่ใหม่ เรือข้ามฟากออกทุกวัน " * 3,
}
CYRILLIC = [
    (name, codec) for name in NEWS for codec in ("cp1251", "koi8-r", "cp866") if name == "Russian" or codec == "cp1251"
]


@pytest.mark.parametrize(("language", "codec"), CYRILLIC)
def test_a_text_in_cyrillic_letters_is_read_with_a_warning_that_names_its_encoding(language: str, codec: str) -> None:
    expected = parse_listing(NEWS[language].encode(), "news.txt")

    actual = parse_listing(NEWS[language].encode(codec), "news.txt")

    assert 3 == len(expected.entries)
    assert expected.entries == actual.entries
    assert [f'was read as {codec}; if that is right, declare encoding = "{codec}"'] == [
        str(problem).partition("text and ")[2] for problem in actual.problems
    ]


@pytest.mark.parametrize(("language", "codec"), CYRILLIC)
def test_a_web_page_in_cyrillic_letters_is_read_as_they_say(language: str, codec: str) -> None:
    page = f"<html><p>{NEWS[language]}</p></html>"

    assert page == decode_page(page.encode(codec))


@pytest.mark.parametrize("codec", OTHERS)
def test_letters_of_other_scripts_are_no_cyrillic_ones(codec: str) -> None:
    data = OTHERS[codec].encode(codec)

    assert not cyrillic_of(data)
    with pytest.raises(SourceError, match="is not UTF-8 text; if the page has another encoding, declare it"):
        parse_listing(data, "news.txt")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Новости дня", id="too short"),
        pytest.param("новости от наших соседей " * 3, id="without a capital, as scripts are that have none"),
        pytest.param("Новости ¤¦§ от ©®° наших ±µ¶ соседей ¤¦§ " * 3, id="among signs that are no letters"),
        pytest.param(
            "БИБЛИОТЕКА ОТКРЫВАЕТСЯ, На РЫНКЕ НОВЫЕ МЕСТА, ПАРОМ ХОДИТ КАЖДЫЙ ДЕНЬ " * 3,
            id="nearly all capitals, as bytes of two are",
        ),
    ],
)
def test_letters_prove_nothing(text: str) -> None:
    assert not cyrillic_of(text.encode("cp1251"))


def test_a_page_that_says_utf_8_and_is_none_is_read_as_its_bytes_say() -> None:
    page = '<html><meta charset="utf-8"><p>Pregón de las fiestas: mañana empiezan los días más pequeños del año</p>'

    assert page == decode_page(page.encode("cp1252"))


def test_one_bad_byte_makes_no_other_charset_of_a_page() -> None:
    page = '<html><meta charset="utf-8"><p>' + "mañana empiezan las fiestas, días pequeños del año " * 10

    assert f"{page}\ufffd" == decode_page(page.encode() + b"\xf1")
