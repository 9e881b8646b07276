"""What words before a colon, or above a column, say of the rest."""

from collections.abc import Mapping
from typing import Final, Literal

from feedpub.dates import VENUES

Role = Literal[
    "head",
    "section",
    "marker",
    "credit",
    "kicker",
    "title",
    "date",
    "place",
    "summary",
    "author",
    "link",
    "furniture",
    "foot",
]
"""What a line is for its entry, or for the page."""

_LABELS: Final[Mapping[Role, str]] = {
    "title": """title|headline|subject|header|titre|titel|título|titulo|titolo|betreff|objet|asunto|assunto|oggetto
        |onderwerp
        |заголовок|название|тема|العنوان|标题|標題|タイトル|件名""",
    "date": """date|dates|dated|published|publication date|date published|posted|released|release date|issued|when
        |wann|quand|cuándo|quando
        |date posted|datum
        |fecha|fechas|data|date de publication|publié le|fecha de publicación
        |veröffentlicht|дата|التاريخ|日期|发布日期|日付|公開日|日時|開催日|開催日時|開催期間""",
    "summary": """summary|abstract|description|synopsis|excerpt|teaser|intro|details|body|text|résumé|resume
        |resumen|resumo
        |zusammenfassung|beschreibung|riassunto|sommario|descrizione|descripción|descrição|samenvatting|inhalt
        |аннотация
        |описание|ملخص|摘要|概要|内容""",
    "kicker": """category|categories|topic|topics|subject area|section|type|theme|themes|kategorie|kategorien
        |rubrik|thema|themen
        |catégorie|catégories|rubrique|thème|thèmes|categoría|categorías|tema|temas|tipo|sección|categoria|categorie
        |rubriek
        |argomento|argomenti|sezione|tipologia|ambito|ámbito|área|área temática|onderwerpen|categorieën|domaine|domaines
        |themenfeld|themenbereich|kategori|kategoria|emne|ämne
        |рубрика|категория|раздел|темы|тип|вид|التصنيف|القسم|الموضوع|نوع|النوع|分类|栏目|欄目|类型|类别|カテゴリ|カテゴリー|種別
        |typ|inhaltstyp|soort|dział|konu""",
    "place": VENUES,
    "link": """link|url|web|website|weblink|permalink|read more|more|full text|full story|lien|enlace|ligação|ссылка
        |链接|リンク""",
    "credit": """photo|photos|image|photo credit|image credit|credit|picture|foto|bild|crédit photo|crédit|crédito
        |фото|写真""",
    "author": """author|authors|by|from|byline|writer|auteur|autor|autore|auteur(s)|von|автор|الكاتب|作者|著者
        |judge|judges|richter|juge|juez|juiz|rechter|sędzia|судья|裁判官""",
    "furniture": """tags|tag|keywords|language|languages|id|ref|reference|contact|source|views|comments|share
        |filed under|posted in
        |комментарии|kommentare|comentarios|comentários|commentaires|commenti|reacties|komentarze
        |posted by|updated|last updated|size|format|mots-clés|schlagworte|schlagwörter|etiquetas|labels|libellés
        |etichette|marcadores|sprache|quelle
        |fuente|fonte|主催|主催者|共催|後援|お問い合わせ|お問い合わせ先|問い合わせ先|問合せ先|連絡先""",
}
LABELS: Final[Mapping[str, Role]] = {
    **{role: role for role in _LABELS},
    **{word.strip().casefold(): role for role, words in _LABELS.items() for word in words.split("|")},
}
"""Words before a colon, or above a column, that say what the rest is."""


def role_of_column(cell: str) -> Role | None:
    """Say what the name of a column says of it: “Title”, “Country of origin”, “Area and country”."""
    words = cell.casefold().split()
    return LABELS.get(cell.casefold()) or next((LABELS[word] for word in words[::-1] if word in LABELS), None)
