"""A saved mail is read as the text or web page in it."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

import pytest
from conftest import Site
from hypothesis import given
from hypothesis import strategies as st

from feedpub.listings import parse_listing
from feedpub.listings.mails import body_of

TITLES: Final = [
    "The dépôt of the harbour – open to all",
    "A crane arrives from Gdańsk",
    "Pilots board at the outer buoy",
]
TEXT: Final = "Harbour news\n\n" + "\n".join(
    f"{n}. {title}\n   {12 - n} November 2026\n   Ships of more than 8 metres’ draught use the south channel until the spring.\n"
    for n, title in enumerate(TITLES, 1)
)
PAGE: Final = "<html><body><h1>Harbour news</h1><ul>{}</ul></body></html>".format(
    "".join(
        f"<li><a href='https://harbour.example/{n}'>{title}</a> <i>{12 - n} November 2026</i></li>"
        for n, title in enumerate(TITLES, 1)
    )
)
STUB: Final = "Your program does not show web pages.\nSee https://harbour.example/mail\n"


def mail(text: str = "", page: str = "", *, transfer: str = "quoted-printable", charset: str = "utf-8") -> bytes:
    """Return a mail with a text, a web page, or both, as it stands in a file."""
    message = EmailMessage()
    message["From"], message["To"] = "Harbour <news@harbour.example>", "readers@harbour.example"
    message["Subject"], message["Date"] = "Harbour news", "Thu, 12 Nov 2026 09:00:00 +0000"
    if text:
        message.set_content(text, cte=transfer, charset=charset)
    if page and text:
        message.add_alternative(page, subtype="html", cte=transfer)
    elif page:
        message.set_content(page, subtype="html", cte=transfer)
    return message.as_bytes()


def read(data: bytes) -> list[tuple[str, str]]:
    """Return title and date line of each entry of a page."""
    return [(entry.title, entry.dateline) for entry in parse_listing(data, "news.eml").entries]


MAILS: Final = {
    "quoted-printable": mail(TEXT),
    "base64": mail(TEXT, transfer="base64"),
    "as it is": mail(TEXT, transfer="8bit"),
    "of the west": mail(TEXT.replace("ń", "n"), transfer="8bit", charset="cp1252"),
    "text and page": mail(TEXT, PAGE),
    "page": mail(page=PAGE),
    "page with a hint": mail(STUB, PAGE, transfer="base64"),
    "from a folder of mails": b"From news@harbour.example Thu Nov 12 09:00:00 2026\n" + mail(TEXT),
    "with long line ends": mail(TEXT, PAGE).replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("data", MAILS.values(), ids=MAILS)
def test_the_listing_in_a_mail_is_read(data: bytes) -> None:
    expected = [(title, f"{12 - n} November 2026") for n, title in enumerate(TITLES, 1)]

    assert expected == [(title.replace("Gdansk", "Gdańsk"), date) for title, date in read(data)]


def test_a_text_that_is_attached_is_not_the_mail() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "news@harbour.example", "Harbour news"
    message.add_attachment("Terms of use.\n" * 9, filename="terms.txt")
    message.attach(part := EmailMessage())
    part.set_content(PAGE, subtype="html")

    assert TITLES == [title for title, _ in read(message.as_bytes(policy=SMTP))]


def test_an_entry_of_a_mail_that_is_nothing_but_lines_stands_where_the_file_has_it() -> None:
    data = mail(TEXT, transfer="8bit")

    entries = parse_listing(data, "news.eml").entries

    lines = data.decode().splitlines()
    assert [f"{n}. {entry.title}" for n, entry in enumerate(entries, 1)] == [lines[entry.line - 1] for entry in entries]


@pytest.mark.parametrize("command", [["show"], ["show", "--explain"], ["init"]])
def test_every_command_that_reads_a_file_reads_a_mail(site: Site, command: list[str]) -> None:
    site.path("news.eml").write_bytes(MAILS["base64"])

    done = site.run(*command, "news.eml")

    assert done.returncode == 0, done.stderr
    assert TITLES[0] in done.stdout


@given(st.binary(max_size=200), st.sampled_from(sorted(MAILS)), st.integers(0, 2000))
def test_a_broken_mail_ends_nothing(noise: bytes, name: str, at: int) -> None:
    data = MAILS[name]

    assert isinstance(body_of(data[:at] + noise + data[at:]), bytes)


def test_a_mail_of_countless_parts_is_left_as_it_is() -> None:
    part = b"--b\nContent-Type: text/plain\n\nText.\n"
    data = b'From: a@b.example\nContent-Type: multipart/mixed; boundary="b"\n\n' + part * 20_000

    assert data == body_of(data)


def test_parts_within_parts_end_nothing() -> None:
    depth = 3000
    head = b"From: a@b.example\nSubject: x\n"
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))

    assert isinstance(body_of(head + nested + b"\nText.\n"), bytes)


@pytest.mark.parametrize("data", [TEXT.encode(), PAGE.encode(), b"", b"Subject: a\nFrom: b\n\nText", b"a:" * 40000])
def test_what_is_no_mail_stays_as_it_is(data: bytes) -> None:
    assert data == body_of(data)
