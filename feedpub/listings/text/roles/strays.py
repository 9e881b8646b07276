"""Lines that stand where kickers do and do not say that they are any."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from feedpub.genres import is_genre
from feedpub.listings.naming import Role
from feedpub.listings.text.cutting.sorting import Part, Template
from feedpub.listings.text.pages.mastheads import names_list
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import author_of, filed_under
from feedpub.patterns import later

_FILE: Final = later(
    r"[\w-]+\.(?:jpe?g|png|gif|webp)|(?:dsc[fn]?|img|pict?|image|photo|foto|bild)[_-]?\d{2,}|[\w-]+_[\w-]*"
    r"|(?=\D*\d)[^\W_]+(?:-[^\W_]+){3,}",
    re.IGNORECASE,
)
"""What pictures are called where they are kept: “DSC0042”, “boat.jpg”, “a-red-boat-2”; and no subject: “Agenda-21”."""
_CALLED: Final = """
    read watch listen view see play explore discover lire voir regarder écouter leer ver escuchar lesen ansehen anhören
    leggi guarda ascolta lees bekijk luister ler ouvir читать смотреть слушать
"""
_DASHES: Final = "-–— "
_CALLS: Final = frozenset(_CALLED.split())


def called(page: Page, template: Template, parts: Sequence[Part]) -> list[Part]:
    """Call such lines what the page shows them to be."""
    role = template.labels
    if role != "kicker":
        return [_as(role, p) if says_no_kicker(page, p) else p for p in parts]
    parts = [_as("author", p) if p.role == "kicker" and author_of(p.text) else p for p in parts]
    return [replace(p, role="furniture") if _is_other(page, template, p) else p for p in parts]


def _is_other(page: Page, template: Template, part: Part) -> bool:
    if part.role != "kicker":
        return False
    masthead = part.text == template.masthead != ""
    called = template.calls and says_no_kicker(page, part) and leads_on(part.text)
    return masthead or called or (template.known and is_stray(page, part))


def _as(role: Role, part: Part) -> Part:
    """Return a line in another role; of “By Jane Doe” the name is left, and “– Jane Doe” without the dash."""
    return replace(part, role=role, text=author_of(part.text) or part.text.lstrip(_DASHES))


def says_no_kicker(page: Page, part: Part) -> bool:
    """Say whether a line stands where kickers do, without a label and without “Posted in”."""
    line = page.paragraphs[part.at]
    return part.role == "kicker" and not (line.label or filed_under(line.text))


def is_stray(page: Page, part: Part) -> bool:
    """Say whether such a line has nothing beside it, and is neither kind of text nor subject."""
    alone = part.text == page.paragraphs[part.at].text
    return alone and says_no_kicker(page, part) and not is_known(part.text)


def leads_on(text: str) -> bool:
    """Say whether a line calls on readers, or is the name of a file."""
    return text.casefold() in _CALLS or _FILE.fullmatch(text) is not None


def is_known(text: str) -> bool:
    """Say whether a line is a kind of text or a subject, and not what lists are called, “News”."""
    return (is_genre(text) or is_subject(text)) and not names_list(text)
