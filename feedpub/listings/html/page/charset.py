"""The bytes of a page → its text: mark, valid UTF-8, declared by server or page, proved by letters, Windows-1252."""

import codecs
import re
from typing import Final

from feedpub.listings.unmarked import cyrillic_of

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META: Final = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What browsers read for names that promise less than pages hold (WHATWG Encoding, section 4.2).
_WIDER: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"} | {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("x-user-defined", "unicode"), "utf-8"),
}


def decode_page(data: bytes, declared: str = "") -> str:
    """Return the text of a page; no byte is an error, one that cannot be read becomes U+FFFD.

    Valid UTF-8 wins over what is declared: pages often declare a legacy charset and are UTF-8, hardly ever the reverse.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _META.search(data[:4096])
    for name in (declared, found[1].decode("ascii", "ignore") if found else ""):
        codec = _codec(name)
        if codec and codec != "utf-8":
            return data.decode(codec, "replace")
    # A page cut in the middle of a character, or with one bad byte, is UTF-8 all the same.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 < sum(byte > 127 for byte in data):
        return text
    return data.decode(cyrillic_of(data) or "cp1252", "replace")


def _codec(name: str) -> str:
    """Return Python's name of a charset as browsers read it; "" if there is none."""
    try:
        found = codecs.lookup(_WIDER.get(name.strip().lower(), name.strip())).name
        b"x".decode(found, "replace")  # a codec that is no text encoding (hex, zlib) refuses
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found, found)
