"""Whether the title of a record stands where those of most entries do."""

from feedpub.listings.html.groups.spans import Key, Row
from feedpub.listings.html.page.tree import Page


def is_alike(page: Page, row: Row, usual: Key) -> bool:
    """Say whether a title stands where those of most entries do, or in an element of the same name.

    A heading above a text is one also where the others have days at their edges.
    """
    title = row.title
    if title is None or title.key == usual:
        return title is not None
    name = title.key[1].rpartition("/")[2]
    headed = page.head[title.node] and title.p1 < row.record.p1
    whole = headed and usual[0] == "r" and title.key[1:] == usual[1:]
    return whole or (bool(name.partition(".")[2]) and name == usual[1].rpartition("/")[2])
