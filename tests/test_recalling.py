"""What was read before proves what 04/05/2013 means, once no date of the page says it any more."""

import json
from pathlib import Path

import pytest
from conftest import Site

CONFIG = """\
[site]
id = "0d1dd435-dde5-4a28-9af6-062951d604d6"
title = "The town"
author = "The town"
base_url = "https://feeds.example.org/"
[[source]]
name = "news"
path = "news.txt"
"""
TITLES = {"bridge": "The bridge is closed for works", "library": "The library lends tools", "mill": "The mill is open"}


def publish(root: Path, day: str, **dates: str) -> tuple[dict[str, str], str]:
    """Build from a page with these dates, newest first; return the days published by title, and what was said."""
    blocks = (f"- {TITLES.get(name, name)}\n  {printed}\n" for name, printed in dates.items())
    (root / "news.txt").write_text("News of the town\n\n" + "\n".join(blocks), encoding="utf-8")
    (root / "feedpub.toml").write_text(CONFIG, encoding="utf-8")
    done = Site(root=root).run("build", now=f"{day}T12:00:00Z")
    assert done.returncode == 0
    items = json.loads((root / "output" / "all.json").read_text(encoding="utf-8"))["items"]
    return {item["title"]: item["date_published"][:10] for item in items}, done.stderr


def test_known_entries_prove_the_order_of_a_page_whose_days_do_not(tmp_path: Path) -> None:
    publish(tmp_path, "2026-11-26", bridge="25/11/2026", library="12/11/2026", mill="03/11/2026")

    days, said = publish(tmp_path, "2026-12-03", trains="01/12/2026", library="12/11/2026", mill="03/11/2026")
    later, silent = publish(tmp_path, "2026-12-05", ferries="04/12/2026", trains="01/12/2026")

    assert ("2026-12-01", "2026-11-12") == (days["trains"], days[TITLES["library"]])
    assert "2026-12-04" == later["ferries"]
    assert "two ways" not in said + silent


@pytest.mark.parametrize("known", ["12/12/2025", "05/11/2025"])
def test_known_entries_that_prove_nothing_leave_new_dates_refused(tmp_path: Path, known: str) -> None:
    publish(tmp_path, "2025-12-26", bridge="25/11/2025", mill=known)

    days, said = publish(tmp_path, "2026-12-03", trains="01/12/2026", mill=known if known[0] == "1" else "04/11/2025")

    assert "2026-12-03" == days["trains"]
    assert "“01/12/2026” can be read two ways" in said
