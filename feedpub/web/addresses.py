"""Which network addresses belong to the public internet. Pure; by the IANA special-purpose registries."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

# Not `is_global`: its answer depends on the version of Python, and it looks into no embedded address.
_SPECIAL_4: Final = tuple(
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
_UNICAST: Final = IPv6Network("2000::/3")
# 2001::/23 has Teredo, ORCHID, benchmarking and anycast services: none of them a web server's own address.
_SPECIAL_6: Final = tuple(IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "3fff::/20"))
_NAT64: Final = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")
_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})
_LOW: Final = 0xFFFF_FFFF


def is_public(address: str) -> bool:
    """Say whether a numeric IPv4 or IPv6 address, with or without a zone, is one that anybody may reach.

    An IPv6 address that carries an IPv4 one is as public as that: NAT64 (RFC 6052), 6to4 (RFC 3056), ISATAP
    (RFC 5214). IPv4-mapped, IPv4-compatible and translated ones, Teredo and the local NAT64 prefix (RFC 8215)
    stand for no public server. Raises ValueError for what is no address.
    """
    found = ip_address(address)
    return _is_public_4(found) if isinstance(found, IPv4Address) else _is_public_6(found)


def _is_public_4(address: IPv4Address) -> bool:
    return not any(address in block for block in _SPECIAL_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id:
        return False
    number = int(address)
    if address in _NAT64:
        return _is_public_4(IPv4Address(number & _LOW))
    if address not in _UNICAST or any(address in block for block in _SPECIAL_6):
        return False
    if address in _SIX_TO_FOUR and not _is_public_4(IPv4Address(number >> 80 & _LOW)):
        return False
    return (number >> 32 & _LOW) not in _ISATAP or _is_public_4(IPv4Address(number & _LOW))
