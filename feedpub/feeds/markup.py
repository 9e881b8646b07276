"""HTML and XHTML → plain text. What is passed on as markup goes through `sanitising`."""

import re
from collections.abc import Iterator
from copy import deepcopy
from html import escape, unescape
from typing import Final

import lxml.html
from lxml import etree
from lxml.html import defs

_TAG: Final = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACE: Final = re.compile(r"\s+")
_DROPPED: Final = frozenset({"script", "style", "template", "iframe", "object", "noframes", "head"})
_BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary"),
        *("table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)


def is_html(markup: str) -> bool:
    """Say whether a text has any markup of HTML, and is not just one with `<` in it."""
    return "<!--" in markup or any(tag[1].lower() in defs.tags for tag in _TAG.finditer(markup))


def text_of_html(markup: str) -> str:
    """Return the text of HTML, paragraphs separated by an empty line; of plain text, the same text."""
    if not is_html(markup):
        # No parser here: it would take the rest of “a <b” for a tag and drop it.
        return _REFERENCE.sub(lambda reference: unescape(reference[0]), markup)
    page = "<html><body>" + _CONTROLS.sub("", markup)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    return text_of_tree(lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser))


def text_of_tree(root: etree._Element) -> str:
    """Return the text below an element as a browser breaks it, paragraphs separated by an empty line."""
    return "".join(_pieces(root))


def html_of(node: etree._Element) -> str:
    """Return what an element holds as HTML: its text, where that is escaped HTML, else its children (XHTML)."""
    children = list(node.iterchildren(tag=etree.Element))
    if not children:
        return raw_text(node)
    parts = [escape(node.text or "")]
    for child in children:
        copy = deepcopy(child)
        for one in copy.iter(etree.Element):
            one.tag = etree.QName(one).localname
        parts.append(etree.tostring(copy, encoding="unicode", method="html"))
    return "".join(parts)


def raw_text(node: etree._Element) -> str:
    """Return the characters that stand directly in an element.

    An entity stays a node, so that a document type expands nothing; the names that HTML knows are read,
    which RSS 0.91 declares, and any other stays as it was written.
    """
    parts = [node.text or ""]
    for child in node:
        if child.tag is etree.Entity:
            parts.append(unescape(child.text or ""))
        parts.append(child.tail or "")
    return "".join(parts)


def _pieces(root: etree._Element) -> Iterator[str]:
    """Yield text and paragraph breaks in document order, without recursion: depth is the writer's choice."""
    todo: list[etree._Element | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            yield node
        elif node.tag is etree.Entity:
            yield unescape(node.text or "")
        elif isinstance(node.tag, str):
            name = node.tag.rpartition("}")[2].lower()  # no QName: HTML may call an element `s{`
            if name not in _DROPPED:
                todo.extend(reversed(_unfold(node, name)))


def _unfold(node: etree._Element, name: str) -> list[etree._Element | str]:
    """Return what an element stands for: a line break, or its children between the breaks around it."""
    if name == "br":
        return ["\n"]
    around = "\n\n" if name in _BLOCKS else " " if name in {"td", "th"} else ""
    found: list[etree._Element | str] = [around, _flat(node.text)]
    for child in node:
        found += [child, _flat(child.tail)]
    return [*found, around]


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")
