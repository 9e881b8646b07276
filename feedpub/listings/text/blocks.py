"""Where the entries of a page without dates start: at the titles that begin blocks."""

from feedpub.listings.text.layouts import Layout
from feedpub.listings.text.page import Page
from feedpub.listings.text.words import is_furniture, is_sentence


def block_starts(page: Page, _layout: Layout) -> list[int]:
    """Return the lines that begin a block, are no sentences, and have a text below them."""
    lines = page.paragraphs
    titles = {
        at
        for at, line in enumerate(lines)
        if (line.gap or not at) and line.text and not is_sentence(line.text) and not is_furniture(line.text)
    }
    return [at for at in sorted(titles) if at + 1 < len(lines) and at + 1 not in titles and lines[at + 1].text]
