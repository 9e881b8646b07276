"""Pages that are one story: a title, its day, paragraphs, and place and day again at their end."""

from typing import Final

from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.wording.contacts import is_contact
from feedpub.listings.text.wording.words import is_sentence

_HEAD: Final = 6
_PARAGRAPHS: Final = 3


def is_one_story(page: Page) -> bool:
    """Say whether a page has two date lines of one day, near its beginning and at its end, and paragraphs between."""
    dated = page.full("line")
    if len(dated) != 2:
        return False
    first, last = dated
    days = {line.day for at in dated if (line := page.lines[at]) is not None}
    told = sum(is_sentence(p.text) for p in page.paragraphs[first + 1 : last])
    contacts = sum(is_contact(p.text) for p in page.paragraphs[first + 1 : last])
    near = first < _HEAD and last == len(page.paragraphs) - 1
    near = near and not any(is_sentence(p.text) for p in page.paragraphs[:first])
    return len(days) == 1 and near and told >= _PARAGRAPHS and told * 2 > last - first - 1 - contacts
