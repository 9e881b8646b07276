"""The grammar of dates: a table of forms, matched on the signature of a text.

`_` is a space that may be missing. `<D1>` is a day, `<M1>` a month by name, `<Y1>` a year, `<T1>` a year of two digits,
`<W1>` what may stand before a day (weekday, article), `<V1>` a weekday behind the date; `<m1>` is a month as a number,
`<A1>` and `<B1>` are day and month in an order that the form does not tell. `<of>` stands between the parts of a date,
`<to>` within a range. The number says to which end of a range a part belongs; what one end leaves out, the other has.
Before every form may stand what opens a range (“from”), a weekday and an article: they are no part of the table.
"""

from collections.abc import Mapping
from typing import Final, Literal

Kind = Literal["full", "short", "yearless", "partial", "relative", "alone"]
"""`full` forms name a day; `short` ones with a year of two digits; `yearless` ones without: the heading may have it.
`partial` ones name no day. `relative` ones are counted back. `alone`: a date only where nothing else stands with it."""

_CJK_YEAR: Final = (
    r"(?:<Y1>_{nen}_(?:\(_<E1>_<F1>_{nen}?_\)_)?|<E2>_<F2>_{nen}_(?:\(_<Y2>_{nen}?_\)_)?)(?:{of}_)?<m1>_{gatsu}_<d1>"
)
_NO_TIME: Final = r"(?!_?(?:[:.][1nxq]|{hour}|{half}))"
# Forms in the order in which they are tried, by the part that they begin with.
_DAY_FIRST: Final[Mapping[str, tuple[Kind, str]]] = {
    "days": ("full", r"<D1>(?:,_[1n]){{0,3}},?<to><W2><D2><of><M2><of><Y2>"),
    "daymonths": ("full", r"<D1><of><M1><to><W2><D2><of><M2><of><Y2>"),
    "dayfirst": ("full", r"<D1><of><M1><of><Y1><V1>"),
    "dayshort": ("short", rf"<D1><of><M1><of><T1>{_NO_TIME}<V1>"),
    "numberdays": ("full", r"<D1>\.?<to><A2><s2><B2><r2><Y2>"),
    "numberrange": ("full", r"<A1><s1><B1>[./]?<to><A2><r1><B2><r1><Y2>"),
    "numbers": ("full", r"(?<!{version} )(?<!{version}\. )<A1>_<s1>_<B1>_<r1>_<Y1><V1>"),
    "numbersshort": ("short", r"<A1><s1><B1><r1><T1><V1>"),
    "vietnamese": ("full", r"<D1>_{thang}_<m1>_(?:{nam}|,|/|-)_<Y1>"),
    "ago": ("relative", r"<N1>_<U1>\.?(?:(?:_|,_|_{both}_)<N2>_<U2>)?_{ago}"),
    "yearlessdays": ("yearless", r"<D1><to><W2><D2><of><M2>(?!<more>)"),
    "yearlessdaymonths": ("yearless", r"<D1><of><M1><to><W2><D2><of><M2>(?!<more>)"),
    "yearlessday": ("yearless", r"<D1><of><M1>(?!<more>)<V1>"),
    "yearlesscjk": ("yearless", r"<m1>_{gatsu}_<d1>_{nichi}<V1>"),
}
_MONTH_FIRST: Final[Mapping[str, tuple[Kind, str]]] = {
    "clock": ("full", r"<M1>_<D1>,?_<C1>:n(?::n)?(?:_{half})?(?:_{zone}|_[-+][qY])?_<Y1>"),
    "monthdays": ("full", r"<M1>_<D1><to><W2><D2>,?_<Y2>"),
    "monthsdays": ("full", r"<M1>_<D1><to><W2><M2>_<D2>,?_<Y2>"),
    "monthfirst": ("full", r"<M1>(?:,?_(?:{article}_)?|[-/])<D1>(?:_,?_(?:{of}_)?|[-/])<Y1><V1>"),
    "monthshort": ("short", rf"<M1>_<D1>(?:,_|_(?='))<T1>{_NO_TIME}<V1>"),
    "yearlessmonthdays": ("yearless", r"<M1>_<D1><to><W2><D2>(?!<more>)"),
    "yearlessmonthsdays": ("yearless", r"<M1>_<D1><to><W2><M2>_<D2>(?!<more>)"),
    "yearlessmonth": ("yearless", r"(?<![1n] )(?<![1n]\. )<M1>(?:_(?:{article}_)?|-)<D1>(?!<more>)(?!:(?! ))<V1>"),
    "months": ("partial", r"<M1><to><M2><of><Y2>"),
    "month": ("partial", r"<M1><of><Y1>"),
}
_YEAR_FIRST: Final[Mapping[str, tuple[Kind, str]]] = {
    "cjkrange": ("full", _CJK_YEAR + r"_{nichi}?<V1><to>(?:<m2>_{gatsu}_)?<d2>_{nichi}<V2>"),
    "cjk": ("full", _CJK_YEAR + r"_{nichi}<V1>"),
    "numbersrange": ("full", r"<Y1><s1><m1><r1><d1>_(?:–|(?!<r1>)[-/]|{to})_(?:<m2><r1>)?<d2>(?![-./][1nY])"),
    "yearfirst": ("full", r"<Y1>_<s1>_<m1>_<r1>_<d1>(?:\.(?![1nY]))?<V1>"),
    "yearname": ("full", r"<Y1>(?:_{year})?[.,]?(?:_|[-/])<M1>(?:_|[-/])<d1>(?:{ordinal}|\.)?<V1>"),
    "yearday": ("full", r"<Y1>\.?(?:_|-){year}\.?_<d1>(?:{ordinal}|\.)?(?:_|-)<M1>(?!<more>)"),
    "monthlast": ("partial", r"<Y1>(?:_{year})?,?_<M1>"),
    "monthcjk": ("partial", r"(?:<Y1>|<E1>_<F1>)_{nen}_<m1>_{gatsu}(?!_[1n]_{nichi})"),
}
_WORD_FIRST: Final[Mapping[str, tuple[Kind, str]]] = {
    "oneago": ("relative", r"(?:{about}_)?(?:<N1>|{one})_<U1>\.?_{ago}"),
    "sinceago": ("relative", r"{before}_(?:{about}_)?(?:<N1>|{one})_<U1>"),
}
ALONE: Final[Mapping[str, tuple[Kind, str]]] = {
    "weekdayalone": ("alone", r"^<v1>\.?,?_<D1>$"),
    "ordinalalone": ("alone", r"^<W1><d1>{ordinal}$"),
    "monthnumber": ("alone", r"<m1>_[-/.]_<Y1>"),
    "numbermonth": ("alone", r"<Y1>-(?P<@m1>n)"),
    "numbersalone": ("alone", r"^<A1><s1><B1>\.?$"),
    "season": ("alone", r"(?:[1n]{ordinal}?_)?{seasons}_(?:1_)?<of><Y1>"),
    "seasonlast": ("alone", r"<Y1>_(?:-_)?(?:[1n]{ordinal}?_)?{seasons}"),
    "seasoncjk": ("alone", r"<Y1>_{nen}_[1nc]{{0,2}}{seasons}"),
    "unknown": ("alone", r"<W1><D1>_(?:<O1>'?_)?<Q1>\.?,?_(?:<P1>'?_)?<Y1>"),
    "unknownfirst": ("alone", r"<W1><Q1>\.?_<D1>,_<Y1>"),
    "day": ("alone", r"<R1>"),
}
GROUPS: Final = {"[1n]": _DAY_FIRST, "{month}": _MONTH_FIRST, "Y|{era}": _YEAR_FIRST, "": _WORD_FIRST}
KINDS: Final = {form: kind for group in (*GROUPS.values(), ALONE) for form, (kind, _) in group.items()}
