"""Lines that end the posts of a blog and say who posted them, and when: “Posted by Jane Doe at 9:05 AM 3 comments:”."""

from collections.abc import Sequence

from feedpub.listings.text.pages.segments import Segment
from feedpub.listings.text.wording.lines import Paragraph
from feedpub.listings.text.wording.words import stamped_by


def ends_post(lines: Sequence[Paragraph], at: int) -> bool:
    """Say whether a line ends a post: it says who posted it, and no label stands below, or is that label."""
    if not stamped_by(lines[at].words):
        return at > 0 and bool(lines[at].label) and bool(stamped_by(lines[at - 1].words))
    return at + 1 == len(lines) or not lines[at + 1].label


def hold_posts(lines: Sequence[Paragraph], segments: Sequence[Segment]) -> bool:
    """Say whether an entry holds the ends of several posts."""
    return any(sum(ends_post(lines, at) for at in range(one.start, one.stop)) > 1 for one in segments)
