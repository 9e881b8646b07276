"""The foot of a page: ways to its legal texts and networks, to what every site has, and how to reach who made it.

Privacy policy
Contact
© 2015 The harbour board
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from feedpub.listings.text.wording.contacts import is_contact
from feedpub.listings.text.wording.furniture import is_copyright
from feedpub.listings.text.wording.paging import is_menu
from feedpub.listings.text.wording.words import is_sentence
from feedpub.text import fold

_SURE: Final = (
    "privacy policy|privacy statement|privacy notice|privacy and cookies|privacy & cookies|cookie policy|cookies policy"
    "|cookie settings|cookie notice|terms of use|terms of service|terms and conditions|terms & conditions|legal notice"
    "|legal information|imprint|impressum|datenschutzerklärung|datenschutzhinweise|nutzungsbedingungen"
    "|barrierefreiheitserklärung|mentions légales|politique de confidentialité|plan du site|conditions d'utilisation"
    "|gestion des cookies|données personnelles|aviso legal|política de privacidad|política de cookies|mapa del sitio"
    "|mapa web|política de privacidade|mapa do site|mapa do sítio|termos de uso|note legali|informativa privacy"
    "|informativa sulla privacy|mappa del sito|privacyverklaring|privacybeleid|cookiebeleid|gebruiksvoorwaarden"
    "|site map|sitemap|accessibility statement|enter your e-mail address|enter your email address|enter your email"
    "|follow us|follow us on|connect with us|suivez-nous|síguenos|siga-nos|folgen sie uns|volg ons|seguici"
    "|polityka prywatności|mapa strony|integritetspolicy|personvernerklæring|privatlivspolitik|tietosuojaseloste"
    "|политика конфиденциальности|карта сайта|пользовательское соглашение|мы в соцсетях"
    "|プライバシーポリシー|サイトマップ|個人情報保護方針"
    "|隐私政策|隐私声明|网站地图|免责声明|版权声明|سياسة الخصوصية|خريطة الموقع|شروط الاستخدام"
)
_LIKELY: Final = (
    "home|home page|about|about us|contact|contact us|contacts|kontakt|contacto|contactos|contatti|contato|contatos"
    "|nous contacter|contactez-nous|qui sommes-nous|à propos|über uns|chi siamo|quiénes somos|sobre nós|quem somos"
    "|over ons|news|events|careers|jobs|press|media|newsletter|rss|rss feed|rss feeds|facebook|twitter|x|youtube"
    "|instagram|linkedin|flickr|vimeo|pinterest|tiktok|telegram|whatsapp|mastodon|bluesky|sign up|log in|login|register"
    "|search|faq|faqs|help|links|archive|disclaimer|privacy|cookies|terms|legal|accessibility|datenschutz|agb"
    "|barrierefreiheit|colofon|toegankelijkheid|accessibilité|accesibilidad|acessibilidade|freedom of information"
    "|top|back to top|top of page|nach oben|haut de page|subir|arriba"
    "|контакты|о нас|о сайте|お問い合わせ|联系我们|关于我们|اتصل بنا|من نحن"
)
_NETWORKS: Final = frozenset({"facebook", "twitter", "youtube", "instagram", "linkedin", "flickr", "vimeo", "tiktok"})
_BULLET: Final = re.compile(r"^\s*[•·●■◆▪‣◦*+|>-]*\s*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHORT: Final = 60
_NAME: Final = 40
_FEWEST: Final = 2
_LINES: Final = 8
"""An address has no more lines."""


def without_foot_of_page(lines: list[str]) -> list[str]:
    """Leave out the foot of a page, if one of its lines surely belongs to no entry.

    So does an address where nothing above it says how to reach somebody.
    """
    stop, sure = len(lines), False
    for start, last in _blocks_upwards(lines):
        block = [_BULLET.sub("", line).strip() for line in lines[start:last]]
        reached = _is_address(block)
        kept = 0 if reached else _own(block)
        surely = _tells(block[kept:]) or (reached and len(block) > _FEWEST and not any(map(is_contact, lines[:start])))
        if not kept or surely:
            stop, sure = start + kept, sure or surely
        if kept:
            break
    return lines[:stop] if sure and any(map(str.strip, lines[:stop])) else lines


def _tells(block: Sequence[str]) -> bool:
    """Say whether lines surely belong to no entry: one of them does, or they name networks."""
    return any(map(_is_sure, block)) or sum(fold(one) in _NETWORKS for one in block) >= _FEWEST


def _blocks_upwards(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where lines stand that empty ones part, the last first."""
    stop = len(lines)
    while stop:
        if lines[stop - 1].strip():
            start = next((at for at in range(stop, 0, -1) if not lines[at - 1].strip()), 0)
            yield start, stop
            stop = start
        else:
            stop -= 1


def _own(block: Sequence[str]) -> int:
    """Return how many lines of a block stand above those that are of the foot; a name may stand amid them."""
    own = len(block)
    while own and (_is_of_foot(block[own - 1]) or (1 < own < len(block) and _is_name(block[own - 1], block[own - 2]))):
        own -= 1
    return own


def _is_of_foot(line: str) -> bool:
    return _is_sure(line) or fold(line).strip(" :") in _likely()


def _is_sure(line: str) -> bool:
    """Say whether a line belongs to no entry: a way to legal texts, an owner, a row of such ways."""
    if is_copyright(line) or is_menu(line):
        return True
    return len(line) <= _SHORT and fold(line).strip(" :") in _surely()


def _is_name(line: str, above: str) -> bool:
    """Say whether a line amid others of the foot may be a name."""
    return len(line) <= _NAME and not is_sentence(line) and _YEAR.search(line) is None and _is_of_foot(above)


def _is_address(block: Sequence[str]) -> bool:
    """Say whether a block is how to reach somebody: short lines without a day, and a telephone number or an address."""
    told = any(is_sentence(one) or len(one) > _SHORT or _YEAR.search(one) is not None for one in block)
    return len(block) <= _LINES and not told and any(map(is_contact, block))


@cache
def _surely() -> frozenset[str]:
    return frozenset(map(fold, _SURE.split("|")))


@cache
def _likely() -> frozenset[str]:
    return frozenset(map(fold, _LIKELY.split("|")))
