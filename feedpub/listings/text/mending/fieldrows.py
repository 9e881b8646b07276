"""Rows of fields in Chinese that no space parts: “作者:王书 来源:教务处 点击:发布时间:2012-08-18审核:”."""

from typing import Final

from feedpub.dates import parse_dateline
from feedpub.patterns import later

_DATES: Final = (
    "发布时间|发布日期|发表时间|发表日期|公布日期|發布時間|發布日期|發佈日期|發表時間|公布時間|时间|時間|日期"
)
_SOURCES: Final = "来源|來源"
_OTHERS: Final = (
    "作者|记者|記者|通讯员|通訊員|撰稿人?|供稿|摄影|攝影|点击[数量率]?|點擊[數量率]?|點閱|阅读[数量次]*|閱讀|浏览[数量次]*|瀏覽[數量次]*"
    "|访问[数量次]*|审稿|审核|審核|编辑|編輯|责任编辑|發布單位|发布单位|發佈單位"
)
_KEY: Final = later(rf"(?:(?P<date>{_DATES})|(?P<source>{_SOURCES})|{_OTHERS})\s*[:：]\s*")
_DATED: Final = later(rf"(?:{_DATES})\s*[:：]\s*\d")
_LONGEST: Final = 240
_ROW: Final = 2


def with_rows_as_dates(lines: list[str], text: str) -> list[str]:
    """Leave of such rows the date, and the source before it, where that makes date lines of them."""
    if text.isascii() or _DATED.search(text) is None:
        return lines
    return [_dated(line) if ":" in line or "：" in line else line for line in lines]


def _dated(line: str) -> str:
    row = line.strip()
    if row[:1] in {"(", "（"} and row[-1:] in {")", "）"}:
        row = row[1:-1].strip()
    keys = list(_KEY.finditer(row)) if len(row) <= _LONGEST and _DATED.search(row) is not None else []
    if len(keys) < _ROW or keys[0].start() or parse_dateline(row) is not None:
        return line
    stops = [*(key.start() for key in keys[1:]), len(row)]
    fields = [(key, row[key.start() : stop].strip()) for key, stop in zip(keys, stops, strict=True)]
    named = [field for key, field in fields if key["source"] and field != key[0].strip()]
    date = next((field for key, field in fields if key["date"]), "")
    return next((one for one in (" ".join([*named, date]), date) if parse_dateline(one) is not None), line)
