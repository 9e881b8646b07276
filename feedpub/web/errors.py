"""What can go wrong on the way to a page, in words that say what to do next."""

import ssl
from collections.abc import Mapping
from typing import Final

import httpcore2

from feedpub.web.caching import wanted_pause
from feedpub.web.decoding import DamagedError
from feedpub.web.types import UnreachableError, WebError

STATUSES: Final = {
    401: "the page wants a password; feedpub reads only what anybody may read",
    403: "the site refuses to show the page (403); ask it to let feedpub in, or save the page by other means",
    404: "there is no such page (404); look for its new address and correct `url`",
    410: "the page is gone for good (410); remove the source, or give it another `url`",
    429: "the site says that this was too often (429); build less often",
    451: "the page may not be shown for legal reasons (451)",
    503: "the site is out of service for now (503)",
}

# X509_V_ERR_…, as OpenSSL numbers them: self-signed, or issued by one that is not known; issued to another host.
_UNKNOWN_AUTHORITY: Final = frozenset({18, 19, 20, 21})
_OTHER_NAME: Final = frozenset({62, 64})


class TransientError(WebError):
    """A fault that the next attempt may not meet."""


class NoConnectionError(TransientError, UnreachableError):
    """Nothing answers at the address of a host, whatever is asked for."""


def refusal(status: int, headers: Mapping[str, str], name: str) -> WebError:
    """Say what an answer other than a page means."""
    wait = wanted_pause(headers)
    said = STATUSES.get(status)
    if said is None:
        who = "the site has a fault of its own" if status >= 500 else "the site does not answer with a page"
        said = f"{who} ({status})"
    if wait:
        said += f"; it asks to be left alone for {_spoken(wait.total_seconds())}"
    elif status >= 500:
        said += "; the next build tries again"
    kind = TransientError if status in {502, 504} and not wait else WebError
    return kind(f"{name}: {said}", wait=wait)


def fault(error: Exception, name: str) -> WebError:
    """Say what a broken connection means."""
    cause = error.__cause__ or error.__context__ or error
    if isinstance(error, WebError):
        return error if str(error).startswith(name) else type(error)(f"{name}: {error}", wait=error.wait)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return UnreachableError(f"{name}: {_spoken_certificate(cause)}")
    if isinstance(cause, ssl.SSLError):
        return NoConnectionError(
            f"{name}: no secure connection came about ({cause.reason or cause}); the next build tries again; "
            "where a site has none, `url` begins with http://"
        )
    if isinstance(error, httpcore2.TimeoutException):
        return TransientError(
            f"{name}: the site took too long; the next build tries again (`deadline` in [web] allows more)"
        )
    if isinstance(error, httpcore2.ConnectError):
        return NoConnectionError(f"{name}: no connection ({error}); the next build tries again")
    if isinstance(error, DamagedError):
        return TransientError(f"{name}: {error}; the next build tries again")
    if isinstance(error, httpcore2.LocalProtocolError):
        return WebError(f"{name}: this cannot be asked for ({error}); check `url`")
    return TransientError(f"{name}: the connection broke ({error or 'closed'}); the next build tries again")


def _spoken_certificate(error: ssl.SSLCertVerificationError) -> str:
    """Say what is wrong with a certificate, and what can be done about it."""
    said = f"the certificate of the site is not valid ({error.verify_message.rstrip('.')}); "
    if error.verify_code in _UNKNOWN_AUTHORITY:
        return said + "if its authority is your own, name that: SSL_CERT_FILE=authority.pem; else tell the site"
    if error.verify_code in _OTHER_NAME:
        return said + "the page may be someone else's: tell the site, or correct `url`"
    return said + "the page may be someone else's: tell the site"


def _spoken(seconds: float) -> str:
    for size, one in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            number = round(seconds / size)
            return f"{number} {one}{'s' * (number != 1)}"
    return f"{seconds:.0f} seconds"
