"""Kinds and sizes of files behind titles: “Annual report [pdf]”, “Annual report (PDF, 120 KB)”."""

import re
from typing import Final

_FILE: Final = re.compile(
    r"\s*[(\[（［]\s*(?:\d[\d.,]*\s?[kmg]i?[bo]\W+)?(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|epub)\b[^()\[\]（）［］]{0,24}[)\]）］]$",
    re.IGNORECASE,
)


def without_file(title: str) -> str:
    """Leave out what file a title leads to; of a title that is nothing else, all stays."""
    return (_FILE.sub("", title) or title) if title[-1:] in ")]）］" else title
