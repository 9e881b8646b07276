"""The text of a page → its lines, without what terminals and mails put around them."""

from typing import Final

from feedpub.patterns import later

_TERMINAL: Final = later(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))|[^\n]\x08")
"""Colours and links as terminals show them (ECMA-48), and a sign that the next one is printed on."""
_MAIL: Final = later(r"[A-Za-z][A-Za-z-]{1,40}: ")
_QUOTED: Final = later(r"(?:> ?)+")


def split_lines(text: str) -> list[str]:
    """Return the lines of a page; tabs stay, for columns are told by them, what steers a terminal goes."""
    if "\x1b" in text or "\b" in text:
        text = _TERMINAL.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for end in ("\u2028", "\u2029", "\x85"):
        text = text.replace(end, "\n")
    return text.replace("\u00a0", " ").split("\n")


def without_mail_head(lines: list[str]) -> list[str]:
    """Leave out the head of a mail (From, Subject, Date); its lines become empty ones."""
    begin = next((n for n, line in enumerate(lines) if line.strip()), 0)
    stop = begin
    while stop < len(lines) and (_MAIL.match(lines[stop]) or (stop > begin and lines[stop][:1] in {" ", "\t"})):
        stop += 1
    keys = {line.partition(":")[0].casefold() for line in lines[begin:stop]}
    if not {"from", "subject"} <= keys or sum(line.startswith(("From:", "FROM:")) for line in lines) > 1:
        return lines
    return ["" if begin <= n < stop else line for n, line in enumerate(lines)]


def without_quotes(lines: list[str], text: str) -> list[str]:
    """Leave out the marks of a mail that is quoted in another, where nearly all lines have them: “> Title”."""
    quoted = sum([line.startswith(">") for line in lines]) if ">" in text else 0
    if not quoted or quoted * 10 < len(list(filter(str.strip, lines))) * 9:
        return lines
    return [_QUOTED.sub("", line) for line in lines]
