"""Pages behind a certificate: a good one is believed, a bad one costs nothing that is published."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from conftest import Site
from town import FOUR, LATER, NEXT_DAY, NOW, answering, site_of, titles
from webserver import WebServer, web_server

PAGE = 'page = "https://www.example.org/news"'
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

Serve = Callable[[trustme.LeafCert], WebServer]


@pytest.fixture
def authority() -> trustme.CA:
    """An authority of one's own, as a company has it."""
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path) -> dict[str, str]:
    """The environment of a run that believes this authority."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    return {"SSL_CERT_FILE": str(tmp_path / "authority.pem")}


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Run a server with a certificate."""
    with ExitStack() as running:

        def run(certificate: trustme.LeafCert) -> WebServer:
            secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(secure)
            return running.enter_context(web_server(secure))

        yield run


@pytest.fixture
def town(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


def test_a_page_with_a_good_certificate_is_read(
    town: Site, serve: Serve, authority: trustme.CA, trusting: dict[str, str]
) -> None:
    server = serve(authority.issue_cert("127.0.0.1"))
    site_of(town, server, answering())

    done = town.run("build", now=NOW, env=trusting)

    assert (0, "published 3 new items, 11 files\n") == (done.returncode, done.stderr)
    assert server.url("/news").startswith("https://")


@pytest.mark.parametrize(
    ("names", "expires", "known", "why", "step"),
    [
        (["127.0.0.1"], None, False, "unable to get local issuer certificate", "SSL_CERT_FILE=authority.pem"),
        (["127.0.0.1"], LONG_AGO, True, "certificate has expired", "tell the site"),
        (["other.example"], None, True, "not valid for '127.0.0.1'", "or correct `url`"),
    ],
    ids=["unknown authority", "expired", "other name"],
)
def test_a_bad_certificate_is_named_and_nothing_published_is_lost(  # noqa: PLR0913, PLR0917
    town: Site,
    serve: Serve,
    authority: trustme.CA,
    trusting: dict[str, str],
    names: list[str],
    expires: datetime | None,
    known: bool,  # noqa: FBT001
    why: str,
    step: str,
) -> None:
    site_of(town, serve(authority.issue_cert("127.0.0.1")), answering(), PAGE)
    town.run("build", now=NOW, env=trusting)
    before = town.feeds()
    bad = serve(authority.issue_cert(*names, not_before=LONG_AGO, not_after=expires))
    site_of(town, bad, answering(FOUR), PAGE)

    failed = town.run("build", now=LATER, env=trusting if known else {})

    (said,) = [line for line in failed.stderr.splitlines() if line.startswith("failed: Town hall")]
    assert f"{bad.url('/news')}: the certificate of the site is not valid" in said
    assert why in said
    assert step in said
    assert (1, []) == (failed.returncode, bad.asked)
    assert before == town.feeds()


def test_a_certificate_put_right_ends_the_failure(
    town: Site, serve: Serve, authority: trustme.CA, trusting: dict[str, str]
) -> None:
    site_of(town, serve(authority.issue_cert("127.0.0.1")), answering())
    failed = town.build(now=NOW)

    done = town.run("build", now=NEXT_DAY, env=trusting)

    assert (1, 0) == (failed.returncode, done.returncode)
    assert 3 == len(titles(town))


def test_a_file_of_authorities_that_cannot_be_read_is_named(town: Site, serve: Serve, authority: trustme.CA) -> None:
    site_of(town, serve(authority.issue_cert("127.0.0.1")), answering())

    missing = town.run("build", now=NOW, env={"SSL_CERT_FILE": "nowhere.pem"})
    (town.root / "empty.pem").write_text("nothing", encoding="utf-8")
    empty = town.run("build", now=NOW, env={"SSL_CERT_FILE": "empty.pem"})

    assert (1, 1) == (missing.returncode, empty.returncode)
    said = "the certificate authorities that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read"
    assert [True, True] == [said in done.stderr for done in (missing, empty)]


def test_a_site_that_speaks_no_tls_is_told_so(town: Site) -> None:
    with web_server() as server:
        site_of(town, server, answering())
        town.edit("feedpub.toml", "http://127.0.0.1", "https://127.0.0.1")

        done = town.build(now=NOW)

    assert "no secure connection came about" in done.stderr
    assert "the next build tries again" in done.stderr
