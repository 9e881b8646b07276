"""CSS selectors: what is none, and what one matches. cssselect is used here alone."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

_NAME: Final = r"-?[A-Za-z_][\w-]*"
_USUAL: Final = re.compile(rf"(?:{_NAME}|\*)?(?:[.#]{_NAME}|\[{_NAME}(?:[~|^$*]?=\"[^\"\\]*\")?\])*", re.ASCII)
"""Selectors of one element that need no look: cssselect costs more than a run that has nothing to do."""


def css_faults(key: str, css: str) -> Iterable[tuple[str, str]]:
    """Yield key and fault of what is no CSS selector."""
    parts = [part.split() for part in re.split("[>+~,]", css)]
    if all(part and all(map(_USUAL.fullmatch, part)) for part in parts):
        return
    from cssselect import HTMLTranslator, SelectorError  # here: most selectors are plain

    try:
        HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        yield key, f"“{css}” is no CSS selector ({error})"


def matching(root: "etree._Element", css: str) -> "list[etree._Element]":
    """Return the elements of HTML that a selector matches. Raises ValueError with the reason when it is none."""
    from cssselect import SelectorError  # here, as lxml: a run without web pages needs neither
    from lxml import etree
    from lxml.cssselect import CSSSelector

    try:
        found = CSSSelector(css, translator="html")(root)
    except SelectorError as error:
        raise ValueError(str(error)) from None
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []  # noqa: SLF001
