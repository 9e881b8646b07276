"""The links of two printings: the same one, one that moved, or two."""

from urllib.parse import parse_qsl, urlsplit

from feedpub.model import FeedItem


def links_differ(item: FeedItem, entry: FeedItem) -> bool:
    """Say whether both have a link of their own, and not the same: day and title never join those."""
    own, others = links_of(entry), links_of(item)
    return bool(own and others and not own & others)


def page_of(link: str) -> str:
    """Return what stays of a canonical link when its site moves: its last name, and a query that has a number.

    A name that says nothing by itself (`index.html`, `7`) stands with its whole path.
    """
    path, mark, query = path_of(link.removeprefix("link:")).partition("?")
    name = path.rstrip("/").rpartition("/")[2]
    telling = any(c.isalpha() for c in name) and name.partition(".")[0] not in {"index", "default", "home", "main"}
    return (name if telling else path) + mark + query


def path_of(link: str) -> str:
    """Return the path of a canonical link, with its query if that has a number: others name no story."""
    parts = urlsplit(f"//{link}")
    return f"{parts.path}?{parts.query}" if any(c.isdigit() for c in parts.query) else parts.path


def links_of(item: FeedItem) -> set[str]:
    """Return the links of its own that a story had, in canonical form."""
    return {alias.removeprefix("link:") for alias in item.aliases if alias.startswith("link:")}


def link_moved(old: FeedItem, new: FeedItem) -> str:
    """Say how the one link became the other: another host, or parameters added or left out; "" if neither."""
    for before in sorted(links_of(old)):
        for after in sorted(links_of(new)):
            one, other = urlsplit(f"//{before}"), urlsplit(f"//{after}")
            if one.path != other.path or one.fragment != other.fragment:
                continue
            if one.query == other.query and one.path != "/":
                return "link moved host"
            queries = set(parse_qsl(one.query)), set(parse_qsl(other.query))
            if one.netloc == other.netloc and (queries[0] < queries[1] or queries[1] < queries[0]):
                return "same link but for its query"
    return ""
