"""A town whose news are read from the web: its config, its pages, and what is published of them."""

import json

from conftest import Site
from webserver import Behaviour, WebServer

NOW = "2026-11-22T06:00:00Z"
SOON = "2026-11-22T06:30:00Z"
LATER = "2026-11-22T07:00:00Z"
NEXT_DAY = "2026-11-23T06:00:00Z"

HEAD = """
[site]
id       = "5b0c9a52-6f0e-4c43-9a53-2a1c1e1d7f10"
title    = "Town news"
base_url = "https://feeds.example.org/"
author   = "Town council"
[web]
contact  = "https://www.example.org/about-our-feeds"
pause    = 0
deadline = 5
"""


def page(*titles: str) -> bytes:
    """Return a listing, newest first; each title has a day of its own, counted back from 12 November 2025."""
    entries = [f"{n}. Notice\n   {title}\n   {13 - n} November 2025\n" for n, title in enumerate(titles, 1)]
    return "".join(entries).encode()


THREE = page("Opening hours at the library", "Market moves to the station", "Water meters are read")
FOUR = b"1. Notice\n   Snow is cleared at night\n   13 November 2025\n" + THREE


def answering(data: bytes = THREE, status: int = 200, **headers: str) -> Behaviour:
    return lambda visit: visit.answer(data, status, **headers)


def write_config(town: Site, *sources: tuple[str, str], extra: str = "", head: str = HEAD) -> None:
    """Write a config of sources, each a name and the value of its `url`."""
    tables = "".join(
        f'[[source]]\nname = "{name}"\nurl = {url}\nallow_private = true\n{extra}\n' for name, url in sources
    )
    town.config.write_text(head + tables, encoding="utf-8")


def site_of(town: Site, server: WebServer, behaviour: Behaviour, extra: str = "") -> Site:
    """Make a site of one source that the server answers like this."""
    server.pages["/news"] = behaviour
    write_config(town, ("Town hall", f'"{server.url("/news")}"'), extra=extra)
    return town


def titles(town: Site) -> list[str]:
    return [item["title"] for item in json.loads((town.output / "all.json").read_text())["items"]]
