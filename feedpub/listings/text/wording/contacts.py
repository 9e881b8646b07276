"""Lines that say how to reach who made a page: telephone, address of mail, street and town."""

import re
from typing import Final

_PHONE: Final = re.compile(
    r"(?:tel|tél|telef|fax|phone|telephone|telefon|teléfono|telefone|tlf|puh|тел|факс)\b\.?\s?:?\s?[+(\d]",
    re.IGNORECASE,
)
_PHONE_SIGNS: Final = tuple("tTfFpPтТфФ")
"""How nearly no line begins: looked at first."""
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST: Final = 160
_LEADING: Final = 20
_STREET: Final = re.compile(r"[^\W\d_]{2}.*,.*\d|\d.*,\s?[^\W\d_]{2}")


def is_contact(text: str) -> bool:
    """Say whether a line is a telephone number, or an address of mail, with what leads in to it, and no sentence."""
    if len(text) > _LONGEST or not ("@" in text or any(map(str.isdigit, text))):
        return False
    if text.endswith((".", "!", "?")) and not text.endswith("..."):
        return False
    phone = _PHONE.match(text)
    mail = _MAIL.search(text)
    return phone is not None or (mail is not None and len(text) - len(mail[0]) <= _LEADING)


def is_phone(text: str) -> bool:
    """Say whether a line begins as a telephone number does: what looks like a date behind it is a part of that."""
    return text.startswith(_PHONE_SIGNS) and len(text) <= _LONGEST and _PHONE.match(text) is not None


def is_address(text: str) -> bool:
    """Say whether a line may be an address: street, number and town, parted by commas."""
    return len(text) <= _LONGEST and not text.endswith((".", "!", "?")) and _STREET.search(text) is not None
