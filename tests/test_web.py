"""Reading the web: politely, within bounds, and with a word for everything that goes wrong."""

import gzip
import zlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webserver import Behaviour, Visit, WebServer, web_server

from feedpub.web import Page, Settings, Validators, WebError, fetch_page, open_web
from feedpub.web.addresses import is_public
from feedpub.web.caching import FRESH_AT_MOST, WAIT_AT_MOST, freshness, wanted_pause
from feedpub.web.robots import Rules

QUICK = Settings(pause=0, deadline=5, allow_private=True)
PAGE = b"1. News\n   A title\n   12 November 2025\n"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


def answering(data: bytes = PAGE, status: int = 200, **headers: str) -> Behaviour:
    return lambda visit: visit.answer(data, status, **headers)


def fetch(server: WebServer, behaviour: Behaviour, settings: Settings = QUICK) -> Page:
    server.pages["/news"] = behaviour
    return fetch_page(server.url("/news"), settings)


def fault(server: WebServer, behaviour: Behaviour, settings: Settings = QUICK) -> str:
    with pytest.raises(WebError) as caught:
        fetch(server, behaviour, settings)
    message = str(caught.value)
    assert message.startswith(server.url("/news"))
    return message.removeprefix(server.url("/news")).removeprefix(": ")


# ── what comes back ───────────────────────────────────────────────────────────────────────────────────


def test_a_page_comes_with_its_address_type_and_charset(server: WebServer) -> None:
    page = fetch(server, answering(PAGE, content_type='Text/HTML; Charset="ISO-8859-2"'))

    assert (PAGE, server.url("/news"), "iso-8859-2", "text/html") == (
        page.data,
        page.url,
        page.charset,
        page.content_type,
    )


def test_a_packed_page_is_unpacked_however_it_is_cut(server: WebServer) -> None:
    packed = gzip.compress(PAGE[:10]) + gzip.compress(PAGE[10:])  # two members make one file

    def byte_by_byte(visit: Visit) -> None:
        visit.send(f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(packed)}\r\n\r\n".encode())
        for at in range(len(packed)):
            visit.send(packed[at : at + 1])

    assert PAGE == fetch(server, byte_by_byte).data


@pytest.mark.parametrize("window", [15, -15], ids=["with a head", "without a head"])
def test_deflate_is_read_as_both_kinds_of_servers_write_it(server: WebServer, window: int) -> None:
    packer = zlib.compressobj(wbits=window)
    packed = packer.compress(PAGE) + packer.flush()

    page = fetch(server, answering(packed, content_encoding="deflate"))

    assert PAGE == page.data


def test_the_site_is_told_who_asks_and_what_can_be_read(server: WebServer) -> None:
    fetch(server, answering(), Settings(contact="https://feeds.example.org/", pause=0, allow_private=True))

    headers = server.visits[-1].headers
    assert headers["user-agent"].startswith("feedpub/")
    assert headers["user-agent"].endswith(" (+https://feeds.example.org/)")
    assert "gzip" == headers["accept-encoding"]


def test_a_page_that_did_not_change_is_not_sent_again(server: WebServer) -> None:
    def once(visit: Visit) -> None:
        if visit.headers.get("if-none-match") == '"a"' and visit.headers.get("if-modified-since") == "yesterday":
            visit.answer(b"", 304, cache_control="max-age=60")
        else:
            visit.answer(PAGE, etag='"a"', last_modified="yesterday")

    first = fetch(server, once)
    second = open_web(QUICK).page(server.url("/news"), first.validators)

    assert Validators(etag='"a"', modified="yesterday") == first.validators
    assert (True, b"", timedelta(seconds=60)) == (second.unchanged, second.data, second.fresh)


# ── redirects ─────────────────────────────────────────────────────────────────────────────────────────


def test_redirects_are_followed_and_a_permanent_one_is_told(server: WebServer) -> None:
    server.pages["/new"] = lambda visit: visit.redirect("/newer", 308)
    server.pages["/newer"] = lambda visit: visit.redirect("/today", 302)
    server.pages["/today"] = answering()

    page = fetch(server, lambda visit: visit.redirect("/new", 301))

    assert (server.url("/today"), server.url("/newer")) == (page.url, page.moved)


def test_what_comes_after_a_temporary_redirect_is_not_the_new_address(server: WebServer) -> None:
    server.pages["/new"] = lambda visit: visit.redirect("/newer", 301)
    server.pages["/newer"] = answering()

    page = fetch(server, lambda visit: visit.redirect("/new", 302))

    assert "" == page.moved


def test_a_circle_of_redirects_ends(server: WebServer) -> None:
    said = fault(server, lambda visit: visit.redirect("/news"))

    assert 6 == len(server.asked)
    assert said.startswith("the site redirects more than 5 times")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file:///etc/passwd", "is no web address"),
        ("gopher://example.org/", "is no web address"),
        ("http://user:secret@example.org/", "has a name or password in it"),
        ("http://[::1", "which is no address"),
        ("https://", "is no web address"),
    ],
)
def test_a_redirect_leads_only_to_public_pages(server: WebServer, place: str, said: str) -> None:
    message = fault(server, lambda visit: visit.redirect(place))

    assert said in message
    assert "secret" not in message


def test_robots_are_asked_on_every_host_that_a_redirect_leads_to(server: WebServer) -> None:
    with web_server() as other:
        other.pages["/robots.txt"] = answering(b"User-agent: *\nDisallow: /hidden\n")
        other.pages["/hidden"] = answering()

        said = fault(server, lambda visit: visit.redirect(other.url("/hidden")))

        assert f"{other.url('/robots.txt')} does not allow feedpub to read {other.url('/hidden')}" in said
        assert [] == other.asked


# ── bounds ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_comes_drop_by_drop_ends_at_the_deadline(server: WebServer) -> None:
    def drip(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
        visit.pour(b".", every=0.02)

    said = fault(server, drip, Settings(pause=0, deadline=0.3, allow_private=True))

    assert said.startswith("the site took too long")
    assert 1 == len(server.asked)


def test_a_head_that_comes_drop_by_drop_ends_at_the_deadline(server: WebServer) -> None:
    def drip(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\n")
        visit.pour(b"x-more: 1\r\n", every=0.02)

    assert "took too long" in fault(server, drip, Settings(pause=0, deadline=0.3, allow_private=True))


def test_a_site_that_says_nothing_ends_at_the_deadline(server: WebServer) -> None:
    said = fault(server, lambda visit: visit.pour(b"", 0.05), Settings(pause=0, deadline=0.2, allow_private=True))

    assert "took too long" in said


def test_an_endless_page_is_given_up(server: WebServer) -> None:
    def endless(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\n\r\n")
        visit.pour(b"x" * 65536)

    said = fault(server, endless, Settings(pause=0, limit=300_000, allow_private=True))

    assert said == "the page is larger than 0.3 MB; is it the listing, or a download?"


def test_a_bomb_is_given_up_before_it_is_unpacked(server: WebServer) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()

    said = fault(server, answering(bomb, content_encoding="gzip"))

    assert "unpack to more than " in said
    assert "(a decompression bomb)" in said


def test_what_is_packed_twice_or_in_an_unknown_way_is_refused(server: WebServer) -> None:
    said = [fault(server, answering(PAGE, content_encoding=packed)) for packed in ("gzip, gzip", "br")]

    assert [
        "the body is packed as “gzip, gzip”, and only gzip was asked for; tell the site",
        "the body is packed as “br”, and only gzip was asked for; tell the site",
    ] == said


@given(st.binary(max_size=3000), st.integers(1, 700))
def test_unpacking_gives_what_was_packed_or_says_that_it_is_damaged(data: bytes, cut: int) -> None:
    from feedpub.web.decoding import DamagedError, unpack

    packed = gzip.compress(data)
    chunks = [packed[at : at + cut] for at in range(0, len(packed), cut)]

    assert data == b"".join(unpack(chunks, "gzip", limit=10_000, name="x"))
    with pytest.raises(DamagedError):
        b"".join(unpack([packed[:-1]], "gzip", limit=10_000, name="x"))


# ── faults ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "wants a password"),
        (403, "refuses to show the page (403); ask it"),
        (404, "no such page (404); look for its new address"),
        (410, "gone for good (410); remove the source"),
        (418, "does not answer with a page (418)"),
        (500, "has a fault of its own (500); the next build tries again"),
    ],
)
def test_a_refusal_says_what_to_do(server: WebServer, status: int, said: str) -> None:
    assert said in fault(server, answering(b"", status))
    assert 1 == len(server.asked)


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_says_how_long_it_wants_to_be_left_alone(server: WebServer, status: int) -> None:
    server.pages["/news"] = answering(b"", status, retry_after="7200")

    with pytest.raises(WebError, match="it asks to be left alone for 2 hours") as caught:
        fetch_page(server.url("/news"), QUICK)

    assert timedelta(hours=2) == caught.value.wait
    assert 1 == len(server.asked)


def test_what_may_pass_is_tried_again(server: WebServer) -> None:
    behaviours = iter([lambda visit: visit.reset(), answering(b"", 502), answering()])

    def in_turn(visit: Visit) -> None:
        next(behaviours)(visit)

    page = fetch(server, in_turn)

    assert PAGE == page.data
    assert 3 == len(server.asked)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n9\r\nab",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n" + gzip.compress(PAGE)[:20],
        b"no HTTP at all\r\n\r\n",
        b"",
    ],
    ids=["short of its length", "a chunk breaks off", "packing breaks off", "another protocol", "nothing"],
)
def test_a_page_that_breaks_off_is_not_taken_for_a_whole_one(server: WebServer, answer: bytes) -> None:
    said = fault(server, lambda visit: visit.send(answer))

    assert said.endswith("; the next build tries again")
    assert 3 == len(server.asked)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (answering(b"", 304), "the site says “unchanged” (304) to a first question"),
        (answering(b" \n"), "the site answers with an empty page"),
        (answering(b"", 302), "the site does not answer with a page (302)"),
        (answering(b"x", 206), "the site does not answer with a page (206)"),
    ],
)
def test_an_answer_with_nothing_in_it_is_named(server: WebServer, behaviour: Behaviour, said: str) -> None:
    assert fault(server, behaviour).startswith(said)
    assert 1 == len(server.asked)


def test_a_download_is_no_listing(server: WebServer) -> None:
    said = fault(server, answering(b"%PDF", content_type="application/pdf"))

    assert "there is application/pdf and no listing; give the address of a page" == said


def test_a_host_that_does_not_exist_is_named() -> None:
    with pytest.raises(WebError, match=r"(there is no host no-such-host\.invalid|cannot be resolved)"):
        fetch_page("http://no-such-host.invalid/news", QUICK)


def test_a_port_that_nobody_listens_on_is_no_connection() -> None:
    with web_server() as gone:
        url = gone.url("/news")

    with pytest.raises(WebError, match=r"no connection .*refused"):
        fetch_page(url, QUICK)


@pytest.mark.parametrize("url", ["ftp://example.org/", "example.org", "http://", "http://a:b@example.org/"])
def test_an_address_must_be_one_of_a_public_page(url: str) -> None:
    with pytest.raises(WebError, match=r"(is no web address|name or password)"):
        fetch_page(url, QUICK)


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_no_spelling_of_a_private_address_is_reached(server: WebServer, host: str) -> None:
    with pytest.raises(WebError, match="which is not public; if it is meant, write `allow_private = true`"):
        fetch_page(server.url("/news", host), Settings(pause=0))

    assert [] == server.visits


def test_no_redirect_leads_to_a_private_address(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # The server itself is private, so its address counts as public here, and the one it leads to does not.
    monkeypatch.setattr("feedpub.web.connection.is_public", lambda address: address == "127.0.0.1")
    server.pages["/news"] = lambda visit: visit.redirect(server.url("/inner", "127.0.0.2"))

    with pytest.raises(WebError, match=r"127\.0\.0\.2 has the address 127\.0\.0\.2, which is not public"):
        fetch_page(server.url("/news"), Settings(pause=0))

    assert ["/news"] == server.asked


def test_a_name_that_changes_its_address_gains_nothing(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    answers = iter(["8.8.8.8", "127.0.0.1"])
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *args: int, **kwargs: int) -> list[tuple[object, ...]]:
        if host == "rebind.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return list(real(host, port, *args, **kwargs))

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    reached: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        reached.append(address[0])
        raise ConnectionRefusedError("not here")

    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(WebError):
        fetch_page(server.url("/news", "rebind.example"), Settings(pause=0))

    assert ["8.8.8.8"] == reached


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255"),  # noqa: S104
        *("192.0.0.8", "192.0.2.1", "192.168.1.1", "198.19.0.1", "224.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%lo", "fec0::1", "fc00::1", "fd12::1", "ff02::1", "100::1", "2001:db8::1"),
        *("::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:10.0.0.1", "3fff::1", "5f00::1"),
        *("64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::1"),
        *("2002:7f00:1::1", "2002:a9fe:a9fe::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:0::1"),
        *("2a00::5efe:10.0.0.1", "2a00::200:5efe:192.168.0.1", "fe80::5efe:8.8.8.8"),
    ],
)
def test_no_private_address_counts_as_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255"),
        *("2606:4700::1111", "2a00::5efe:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:4860::8888"),
    ],
)
def test_public_addresses_count_as_public(address: str) -> None:
    assert is_public(address)


# ── robots.txt ────────────────────────────────────────────────────────────────────────────────────────


def test_robots_txt_is_asked_first_and_once(server: WebServer) -> None:
    server.pages |= {"/robots.txt": answering(b"User-agent: *\nDisallow: /x\n"), "/news": answering()}
    web = open_web(QUICK)

    for _ in range(2):
        web.page(server.url("/news"))

    assert ["/robots.txt", "/news", "/news"] == [visit.path for visit in server.visits]


def test_what_robots_txt_forbids_us_is_not_read(server: WebServer) -> None:
    server.pages["/robots.txt"] = answering(b"User-agent: *\nAllow: /\n\nUser-agent: FeedPub\nDisallow: /news\n")

    said = fault(server, answering())

    assert said.endswith("ask the site, or save the page by other means")
    assert [] == server.asked


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_a_site_without_robots_txt_allows_everything(server: WebServer, status: int) -> None:
    server.pages["/robots.txt"] = answering(b"User-agent: *\nDisallow: /\n", status)

    assert PAGE == fetch(server, answering()).data


@pytest.mark.parametrize("behaviour", [answering(b"", 500), answering(b"", 503), lambda visit: visit.reset()])
def test_a_robots_txt_that_cannot_be_read_forbids_everything_for_now(server: WebServer, behaviour: Behaviour) -> None:
    server.pages["/robots.txt"] = behaviour

    said = fault(server, answering())

    assert said.startswith("the site's robots.txt cannot be read, so nothing may be read now: ")
    assert [] == server.asked


def test_robots_txt_may_be_elsewhere_and_only_so_long(server: WebServer) -> None:
    rules = b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000 + b"\nDisallow: /news\n"
    server.pages["/robots.txt"] = lambda visit: visit.redirect("/rules")
    server.pages["/rules"] = answering(rules)

    assert PAGE == fetch(server, answering()).data


def test_a_pause_that_robots_txt_asks_for_is_kept_but_not_for_ever() -> None:
    pauses = [Rules(f"User-agent: *\nCrawl-delay: {delay}\n").pause for delay in ("7", "100000", "soon")]

    assert [7.0, 60.0, 0.0] == pauses


# ── how long an answer counts ─────────────────────────────────────────────────────────────────────────

DATE = "Sun, 22 Nov 2026 06:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": "max-age=600", "age": "60"}, 540),
        ({"cache-control": "max-age=60", "age": "600"}, 0),
        ({"cache-control": "max-age=600", "expires": "0"}, 600),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "s-maxage=600"}, 0),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"expires": "Sun, 22 Nov 2026 06:10:00 GMT", "date": DATE}, 600),
        ({"expires": "Sun, 22 Nov 2026 06:10:00 GMT"}, 0),
        ({"expires": "0", "date": DATE}, 0),
        ({}, 0),
        ({"cache-control": "max-age=9999999999"}, FRESH_AT_MOST.total_seconds()),
    ],
)
def test_an_answer_is_fresh_for_as_long_as_it_says(headers: dict[str, str], seconds: float) -> None:
    assert timedelta(seconds=seconds) == freshness(headers)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": "Sun, 22 Nov 2026 08:00:00 GMT", "date": DATE}, 7200),
        ({"retry-after": "Sun, 22 Nov 2026 05:00:00 GMT", "date": DATE}, 0),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "later"}, 0),
        ({}, 0),
        ({"retry-after": "9999999999"}, WAIT_AT_MOST.total_seconds()),
    ],
)
def test_a_server_is_left_alone_for_as_long_as_it_asks(headers: dict[str, str], seconds: float) -> None:
    assert timedelta(seconds=seconds) == wanted_pause(headers)
