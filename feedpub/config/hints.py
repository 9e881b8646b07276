"""What to do about a config that is no TOML: the slips that people make, told by the line on which the parser stops."""

import re
from typing import Final

_LINE: Final = re.compile(r"at line (\d+)")
_SLIPS: Final = (
    (r"[=\[,{]\s*[“”„‟«»‘’‚]", 'write straight quotes, as in "this"'),
    (
        r"\"[^\"]*\\",
        "a backslash in double quotes begins a special sign: write 'C:\\news' in single quotes, or C:/news",
    ),
    (
        r"=\s*(?:[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|[Nn]o|[Oo]n|[Oo]ff)\s*(?:#|$)",
        "write true or false, in small letters",
    ),
    (r"=\s*(?:\"[^\"]*|'[^']*)$", "the quote that ends the text is missing"),
    (r"=\s*[^\s\"'\[{\d+-]", 'text stands in quotes, as in "this"'),
    (r"^\s*\[{1,2}[^\]]*\]?\s*$", "the name of a table stands in brackets, as in [site] or [[source]]"),
    (r"^[^=]*$", 'a line is a key, an equals sign and a value, as in name = "News"'),
)


def toml_hint(text: str, said: str) -> str:
    """Return the next step for what the parser says of a text, "" where no slip that is known was made."""
    lines = text.split("\n")
    found = _LINE.search(said)
    number = int(found[1]) if found else len(lines)
    line = lines[min(number, len(lines)) - 1].rstrip()
    return next((f"; {hint}" for slip, hint in _SLIPS if re.search(slip, line)), "")
