"""HTML of another program → HTML that is passed on. nh3's only room; without it, no HTML is passed on.

What is passed on has text, links and pictures, and nothing that runs, asks, hides or counts: no script, style,
form or frame, no address but those of the web and of mail, no picture too small to be seen.
"""

import re
from functools import cache
from importlib.util import find_spec
from typing import Final

from feedpub.links import web_address
from feedpub.text import clean_markup

_PASSED: Final = """
    a abbr acronym address article aside audio b bdi big blockquote br caption cite code col colgroup dd del details
    dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q rp
    rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u
    ul var video wbr
"""
_EMPTIED: Final = """
    applet button canvas embed frameset head iframe math noembed noframes object option script select style svg
    template textarea title
"""
"""Tags whose text goes with them; the text of other tags stays."""

_ATTRIBUTES: Final = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "style", "title", "width"},
    "ins": {"cite", "datetime"},
    "ol": {"reversed", "start"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "video": {"controls", "height", "poster", "src", "width"},
}
_ADDRESSES: Final = frozenset({"cite", "href", "poster", "src"})
_NUMBERS: Final = frozenset({"colspan", "height", "rowspan", "span", "start", "width"})
_UNSEEN: Final = re.compile(
    r"(?<![\w-])(?:(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)|display\s*:\s*none|visibility\s*:\s*hidden)",
    re.IGNORECASE,
)
_IMAGE: Final = re.compile(r'<img\b(?:[^"<>]|"[^"]*")*>')
_COUNTER: Final = re.compile(r'\s(?:style|(?:width|height)="0*[01]")|^(?!.*\ssrc=")', re.DOTALL)
_MARKUP: Final = re.compile(r"<(?!/?(?:article|br|div|p|section|span)\b)[a-z]")


@cache
def can_sanitise() -> bool:
    """Say whether nh3 is installed."""
    return find_spec("nh3") is not None


def sanitise(markup: str, base: str) -> str:
    """Return what of some HTML may be passed on, links made absolute from `base`; "" where that is but its text.

    The result never counts as content of its own: another version of nh3 may write it otherwise.
    """
    if not can_sanitise():
        return ""
    import nh3  # here: feeds of text need none

    def keep(tag: str, name: str, value: str) -> str | None:
        if name in _ADDRESSES:
            return _address(base, value, mail=tag == "a")
        if name == "style":
            return "none" if _UNSEEN.search(value) else None
        return value if name not in _NUMBERS or value.isdecimal() else None

    passed = nh3.clean(
        clean_markup(markup),
        tags=set(_PASSED.split()),
        clean_content_tags=set(_EMPTIED.split()),
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    # What nh3 writes is regular: `<` begins a tag and nothing else.
    seen = _IMAGE.sub(lambda image: "" if _COUNTER.search(image[0]) else image[0], clean_markup(passed))
    return seen.strip() if _MARKUP.search(seen) else ""


def _address(base: str, value: str, *, mail: bool) -> str | None:
    if mail and value.lower().startswith("mailto:"):
        return value
    return web_address(base, value.strip()) or None
