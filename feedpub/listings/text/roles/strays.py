"""Lines that stand where kickers do and do not say that they are any."""

from collections.abc import Sequence

from msgspec.structs import replace

from feedpub.genres import is_genre
from feedpub.listings.naming import Role
from feedpub.listings.text.cutting.sorting import Part, Template
from feedpub.listings.text.pages.mastheads import names_list
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import author_of, filed_under


def called(page: Page, template: Template, parts: Sequence[Part]) -> list[Part]:
    """Call such lines what the page shows them to be."""
    role = template.labels
    if role != "kicker":
        return [_as(role, p) if says_no_kicker(page, p) else p for p in parts]
    parts = [_as("author", p) if p.role == "kicker" and author_of(p.text) else p for p in parts]
    return [replace(p, role="furniture") if _is_other(page, template, p) else p for p in parts]


def _is_other(page: Page, template: Template, part: Part) -> bool:
    masthead = part.role == "kicker" and part.text == template.masthead != ""
    return masthead or (template.known and is_stray(page, part))


def _as(role: Role, part: Part) -> Part:
    """Return a line in another role; of “By Jane Doe” the name is left."""
    return replace(part, role=role, text=author_of(part.text) or part.text)


def says_no_kicker(page: Page, part: Part) -> bool:
    """Say whether a line stands where kickers do, without a label and without “Posted in”."""
    line = page.paragraphs[part.at]
    return part.role == "kicker" and not (line.label or filed_under(line.text))


def is_stray(page: Page, part: Part) -> bool:
    """Say whether such a line has nothing beside it, and is neither kind of text nor subject."""
    alone = part.text == page.paragraphs[part.at].text
    return alone and says_no_kicker(page, part) and not is_known(part.text)


def is_known(text: str) -> bool:
    """Say whether a line is a kind of text or a subject, and not what lists are called, “News”."""
    return (is_genre(text) or is_subject(text)) and not names_list(text)
