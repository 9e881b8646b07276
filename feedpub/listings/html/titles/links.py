"""Where the entries of a listing lead: the title's link, else the place of the link that tells records apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Final
from urllib.parse import urljoin, urlsplit

from feedpub.listings.html.groups.folders import folder_of, is_folder
from feedpub.listings.html.groups.records import Record
from feedpub.listings.html.groups.spans import BELOW_DATE, Row
from feedpub.listings.html.page.names import ANSWERED, AUTHOR_LINK, FURTHER, PAGER, PERMANENT, SIDE_LINK, TOPIC_LINK
from feedpub.listings.html.page.tree import Page, width

_NO_LINK: Final = re.compile(r"^(?:#|mailto:|javascript:|tel:|data:|$)", re.IGNORECASE)
_RECORDING: Final = re.compile(r"\.(?:mp3|m4a|ogg|wav|mp4|m4v|zip|jpe?g|png|gif|webp)(?:\?|$)", re.IGNORECASE)
"""What an entry offers beside its page: a recording, a picture."""
_HOME: Final = re.compile(r"(?:https?:)?//[^/?#]+/?$", re.IGNORECASE)
"""The front page of a site: who wrote what an entry tells of, and not where it is."""
_SEND: Final = re.compile(r"\b(?:ical\w*|ics|outlook|(?:add|export) to|print|e-?mail)\b", re.IGNORECASE)
"""What words or pictures say that send an entry elsewhere."""
_SHARER: Final = re.compile(
    r"/(?:sharer?(?:\.php)?|share-offsite|sharearticle|intent/(?:tweet|post)|submit)/?\?|[?&](?:u|url)=https?(?::|%3a)",
    re.IGNORECASE,
)
"""Where links lead that hand an entry on to other sites."""
_RECUR: Final = 0.75
"""The share of links that differ below which some come again and again."""
_NUMBER: Final = re.compile(r"(?a:\d{1,9})$")
_USUAL: Final = 0.6
"""The share of links in one place that show what those links say."""
_PATH: Final = re.compile(r"/(?![/.])(?:[A-Za-z0-9_~%+-]|[/.](?![/.]))*")
"""A path that is joined to an address by writing it behind the host."""

_INVITATION: Final = 40
"""Letters that words that lead on have at most."""
_SEVERAL: Final = 4
"""So many entries show which folder is theirs."""
_HOST: Final = 3
"""Parts of an address up to its host."""

_Place = tuple[int, int]  # the path of a link, and how many of it come before in the record


def find_links(page: Page, rows: Sequence[Row], address: str) -> list[str]:
    """Return the address that each record leads to, "" if none."""
    titles = [row.title for row in rows]
    own = [href_of(page, title.link, address) if title is not None and title.link >= 0 else "" for title in titles]
    pairs = zip(rows, own, strict=True)
    whole = [link if row.title and row.title.inner else _first_in_line(page, row, address) for row, link in pairs]
    counts = Counter(whole)
    if sum(map(bool, own)) < 0.5 * len(own) or len(set(own)) <= 0.5 * len(own):
        own = [""] * len(own)
    ranked = [] if all(own) and len(set(own)) == len(own) else _rank(page, rows, address)
    if ranked and _tells_better(page, rows, ranked[0], own, address):
        own = [""] * len(own)
    said = _usual_words(page, rows, ranked[0]) if ranked else ""
    if not said and address and not any(own) and all(names := _names_of_places(page, rows)) and not _count(names):
        return [absolute(f"#{name}", address) for name in names]
    found = []
    for row, link in zip(rows, own, strict=True):
        if not link and ranked:
            inside = _inside(page, row.record)
            table = {place: href_of(page, node, address) for place, node in inside}
            alike = [node for _, node in inside if said and page.text_of(node) == said]
            usual = href_of(page, alike[0], address) if len(alike) == 1 else table.get(ranked[0])
            found.append(usual or _first_in_title(page, row, address))
            found[-1] = found[-1] or next((table[place] for place in ranked if place in table), "")
        else:
            found.append(link)
    # Where few titles are links, or hold some, those lead there all the same.
    found = [link or (other if counts[other] == 1 else "") for link, other in zip(found, whole, strict=True)]
    return found if all(own) else _into_one_folder(page, rows, own, found, address)


def _names_of_places(page: Page, rows: Sequence[Row]) -> list[str]:
    """Return what the places are called where the records stand and that links of the page lead to, as contents do.

    "" stands for a record without such a place of its own.
    """
    led = {
        href.strip().lstrip("#") for node in page.nodes if (href := node.get("href")) and href.strip().startswith("#")
    }
    counts: Counter[str] = Counter()
    found = []
    for row in rows if led else ():
        start, end = row.record.e0, row.record.e0 if row.title is None else page.end[row.title.node]
        while start > 0 and page.first[start - 1] == page.last[start - 1] == row.record.p0:
            start -= 1  # an anchor before the record holds nothing
        names = (page.nodes[k].get("id") or page.nodes[k].get("name") or "" for k in range(start, end))
        found.append(next((name for name in (one.lstrip("#") for one in names) if name and name in led), ""))
        counts[found[-1]] += 1
    return [name if counts[name] == 1 else "" for name in found] or [""]


def _count(names: Sequence[str]) -> bool:
    """Say whether names count the records of a list: one more above them, and all would be called otherwise."""
    numbers = [int(match[0]) for name in names if (match := _NUMBER.search(name))]
    return len(numbers) == len(names) and all(b - a == 1 for a, b in pairwise(numbers))


def _usual_words(page: Page, rows: Sequence[Row], place: _Place) -> str:
    """Return the words of the links in a place where most say the same, “permalink”; "" where they do not.

    Links in the text of an entry shift the places of those behind it, but not their words.
    """
    nodes = [dict(_inside(page, row.record)).get(place, -1) for row in rows]
    words, number = Counter(page.text_of(node) if node >= 0 else "" for node in nodes).most_common(1)[0]
    return words if number >= _USUAL * len(rows) else ""


def _into_one_folder(
    page: Page, rows: Sequence[Row], own: Sequence[str], found: Sequence[str], address: str
) -> list[str]:
    """Return links of which those that no title has lead where most lead, if the record has one such: not to a picture.

    A picture in the text shifts the places of the links behind it.
    """
    folders = Counter(map(folder_of, found))
    folder, number = folders.most_common(1)[0]
    if number < 0.6 * len(found) or not is_folder(folder):
        return list(found)
    taken = set(found)
    results = []
    for row, title, link in zip(rows, own, found, strict=True):
        if not title and folder_of(link) != folder:
            inside = (href_of(page, node, address) for _, node in _inside(page, row.record))
            others = {href for href in inside if folder_of(href) == folder} - taken
            results.append(others.pop() if len(others) == 1 else link)
        else:
            results.append(link)
    return results


def _tells_better(page: Page, rows: Sequence[Row], place: _Place, own: Sequence[str], address: str) -> bool:
    """Say whether a link beside the title is of one record each, where titles lead to what several share."""
    if len(set(own)) >= 0.9 * len(own):
        return False
    beside = [dict(_inside(page, row.record)).get(place, -1) for row in rows]
    hrefs = {href_of(page, node, address) for node in beside if node >= 0}
    hosts = {urlsplit(link).netloc for link in own if link}
    return len(hrefs) >= 0.9 * len(own) and all(urlsplit(href).netloc in hosts and "#" not in href for href in hrefs)


def _first_in_title(page: Page, row: Row, address: str) -> str:
    """Return where the first of several links in the title of a record leads, "" if it has none."""
    if row.title is None or row.title.key[0] != "e":
        return ""
    node = row.title.node
    return next((href_of(page, k, address) for k in range(node, page.end[node]) if page.link[k] == k), "")


def _first_in_line(page: Page, row: Row, address: str) -> str:
    """Return where the first link leads in the line that is a title, "" if the title is none, or has no link."""
    if row.title is None or row.title.key != BELOW_DATE:
        return ""
    nodes = (page.link[page.owner[piece]] for piece in range(row.title.p0, row.title.p1))
    return next((href_of(page, node, address) for node in nodes if node >= 0), "")


def href_of(page: Page, node: int, address: str) -> str:
    """Return the address of a link as the page means it, "" if it leads nowhere else."""
    href = page.href(node).strip()
    if _NO_LINK.match(href):
        return ""
    return absolute(href, address)


@lru_cache(maxsize=20_000)
def absolute(href: str, address: str) -> str:
    """Return an address seen from another, "" if it cannot be read."""
    if _PATH.fullmatch(href) and (site := _site_of(address)):
        return site + href
    try:
        link = urljoin(address, href) if address else href
        urlsplit(link)
    except ValueError:
        return ""
    return link.replace("  ", "%20%20")  # elsewhere white space is collapsed


@lru_cache(maxsize=64)
def _site_of(address: str) -> str:
    """Return the scheme and host of an address, "" if it has none that paths can be joined to."""
    try:
        return urljoin(address, "/")[:-1] if address.startswith(("http://", "https://")) else ""
    except ValueError:
        return ""


def _inside(page: Page, record: Record) -> list[tuple[_Place, int]]:
    """Return the links of a record with their places; of one that lies in a link as a whole, that link."""
    quoted = page.cited[record.root]
    nodes = [k for k in range(record.e0, record.e1) if page.link[k] == k and (quoted or not page.cited[k])]
    nodes = [k for k in nodes if not ANSWERED.search(page.hints[k])] or nodes
    if not nodes and page.link[record.root] >= 0:
        nodes = [page.link[record.root]]
    counts: Counter[int] = Counter()
    found = []
    for node in nodes:
        found.append(((page.plain[node], counts[page.plain[node]]), node))
        counts[page.plain[node]] += 1
    return found


def _rank(page: Page, rows: Sequence[Row], address: str) -> list[_Place]:
    """Return the places of links that tell records apart, best first."""
    table: defaultdict[_Place, list[str]] = defaultdict(list)
    names: dict[_Place, str] = {}
    words: defaultdict[_Place, list[str]] = defaultdict(list)
    parts: Counter[_Place] = Counter()
    insides = [
        [(place, node, href_of(page, node, address)) for place, node in _inside(page, row.record)] for row in rows
    ]
    leds = [{href for _, _, href in inside} for inside in insides]
    counts = Counter(href for led in leds for href in led)
    for inside, led in zip(insides, leds, strict=True):
        for place, node, href in inside:
            table[place].append(href)
            # A part of the page of one entry is what readers say below it, one of a page that tells of all is an entry.
            whole, mark, _ = href.partition("#")
            parts[place] += bool(mark) and whole in led and counts[whole] == 1
            words[place].append(page.text_of(node) or _pictured(page, node))
            names.setdefault(place, f"{page.hints[node]} {page.hints[page.parent[node]]}")
    scores: dict[_Place, float] = {}
    for place, hrefs in table.items():
        distinct = len({href for href in hrefs if href}) / len(hrefs)
        shared = 2 * max(parts[place], sum(map(bool, map(_SHARER.search, hrefs)))) > len(hrefs)
        if distinct >= 0.5 and not (shared or (distinct < _RECUR and _are_labels(hrefs, words[place]))):
            score = distinct * len(hrefs) / len(rows) - 0.05 * place[1]
            score += 0.25 * bool(PERMANENT.search(names[place])) - 0.5 * bool(SIDE_LINK.search(names[place]))
            score -= 0.5 * (sum(bool(TOPIC_LINK.search(h) or AUTHOR_LINK.search(h)) for h in hrefs) > 0.5 * len(hrefs))
            score -= 0.3 * (sum(bool(_RECORDING.search(href)) for href in hrefs) > 0.5 * len(hrefs))
            scores[place] = score - 0.3 * (sum(map(bool, map(_SEND.search, words[place]))) > 0.5 * len(hrefs))
    home = {
        place: 0.3 * (sum(bool(_HOME.match(href)) for href in table[place]) > 0.5 * len(table[place]))
        for place in scores
    }
    return sorted((place for place in scores if scores[place] > 0.2), key=lambda place: home[place] - scores[place])


def _pictured(page: Page, node: int) -> str:
    """Return what the first picture in a link says of itself."""
    picture = next((k for k in range(node, page.end[node]) if page.tag[k] == "img"), -1)
    return "" if picture < 0 else page.nodes[picture].get("alt") or page.nodes[picture].get("title") or ""


def _are_labels(hrefs: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether links that come again say each time the same: they lead to topics, and to no entry."""
    return len(set(hrefs)) == len(set(words)) == len(set(zip(hrefs, words, strict=True)))


def lead_elsewhere(links: Sequence[str], dated: Sequence[bool]) -> set[int]:
    """Return the few records without a day whose links all leave the folder that the others share: teasers."""
    folders = [link.split("/")[:-1] for link, day in zip(links, dated, strict=True) if link and day]
    without = {k for k, day in enumerate(dated) if links[k] and not day}
    if len(folders) < _SEVERAL or len(folders) < sum(dated) or len(without) * 3 > len(folders):
        return set()
    shared = [names[0] for names in takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))]
    if len(shared) <= _HOST or any(links[k].split("/")[: len(shared)] == shared for k in without):
        return set()
    return without


def lead_on(titles: Sequence[str], links: Sequence[str], dated: Sequence[bool]) -> set[int]:
    """Return the first and last records without a day whose titles lead on, and not where others do: “Older posts”."""
    folders = [folder_of(link) for link in links]
    folder, number = Counter(folders).most_common(1)[0] if folders else ("", 0)
    if number < _SEVERAL or 3 * number < 2 * len(folders) or not folder:
        return set()

    def leads_on(k: int) -> bool:
        words = titles[k]
        says_so = width(words) < _INVITATION and bool(words.isdecimal() or PAGER.match(words) or FURTHER.match(words))
        return says_so and folders[k] != folder and not dated[k]

    numbers = range(len(titles))
    return {*takewhile(leads_on, numbers), *takewhile(leads_on, reversed(numbers))}
