"""What those who wrote texts are, on a line below their name: “by Jane Doe”, “Pilot of the north”, then the title."""

from collections.abc import Sequence
from typing import Final

from feedpub.genres import is_genre
from feedpub.listings.text.pages.page import Page
from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.wording.furniture import is_furniture
from feedpub.listings.text.wording.subjects import is_subject
from feedpub.listings.text.wording.words import author_of, is_sentence, is_short

_LONGEST: Final = 160


def have_posts(page: Page, segments: Sequence[Segment]) -> bool:
    """Say whether authors have their posts below them: one comes again, and nobody has two."""
    found = [at for one in segments for at in range(one.start + 1, one.stop) if is_post(page, one, at)]
    posts = {(page.paragraphs[at - 1].text, page.paragraphs[at].text) for at in found}
    return len({author for author, _ in posts}) == len(posts) < len(found)


def is_post(page: Page, segment: Segment, at: int) -> bool:
    """Say whether a line may be the post of the author above it: below it stand a title and its text."""
    if not segment.start < at < segment.stop - 2 or not author_of(page.paragraphs[at - 1].text):
        return False
    post, title, text = (p.text for p in page.paragraphs[at : at + 3])
    if not is_short(post) or " " not in post or is_genre(post) or is_subject(post):
        return False
    titled = 0 < len(title) <= _LONGEST and not (is_sentence(title) or is_furniture(title))
    return titled and is_sentence(text) and len(text) > len(title)
