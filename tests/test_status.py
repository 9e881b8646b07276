"""status.json says to monitors how the sources stand, and only changes when one of them stands otherwise."""

import json
import shlex
from typing import Any

import pytest
from conftest import NOW, Site

FIRST, SECOND, THIRD = "News and articles 2019", "News and articles 2020", "Videos"
SOON, NEXT_DAY, THIRD_DAY = "2026-11-22T07:00:00Z", "2026-11-23T06:00:00Z", "2026-11-24T07:00:00Z"
SHORT = "the listing has 3 entries, its last good reading had 10"
HELD = {"state": "held", "since": SOON, "reason": SHORT}


def status(site: Site) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((site.output / "status.json").read_bytes())
    return data


def sources(site: Site) -> dict[str, dict[str, str]]:
    """Return how each source stands, by name."""
    return {source.pop("name"): source for source in status(site)["sources"]}


def cut(site: Site, seed: str) -> bytes:
    """Leave a listing its first three entries; return what it was."""
    path = site.path(seed)
    whole = path.read_bytes()
    path.write_bytes(whole.split(b"\n  4. ")[0])
    assert path.read_bytes() != whole
    return whole


def test_the_first_build_lists_every_source_in_the_order_of_the_config(built: Site) -> None:
    expected = {"state": "ok", "sources": [{"name": name, "state": "ok"} for name in (FIRST, SECOND, THIRD)]}

    data = (built.output / "status.json").read_bytes()

    assert json.dumps(expected, indent=1).encode() + b"\n" == data


def test_a_held_source_says_since_when_why_and_what_to_run(built: Site) -> None:
    cut(built, "000")

    built.build(now=SOON)

    ok = {"state": "ok"}
    accept = f"feedpub build --accept '{FIRST}'"
    assert {FIRST: {**HELD, "accept": accept}, SECOND: ok, THIRD: ok} == sources(built)
    assert "held" == status(built)["state"]


def test_a_failed_source_says_since_when_and_why_and_is_the_worst_of_all(built: Site) -> None:
    cut(built, "000")
    path = built.path("002")
    path.unlink()

    built.build(now=SOON)

    reason = f"{path.name}: there is no such file; check `path`, or what should write it"
    assert {"state": "failed", "since": SOON, "reason": reason} == sources(built)[SECOND]
    assert "failed" == status(built)["state"]


def test_check_says_the_same_as_the_file(built: Site) -> None:
    cut(built, "000")
    built.path("002").unlink()
    built.build(now=SOON)

    done = built.run("check")

    said = sources(built)
    first, second = done.stdout.splitlines()
    assert 3 == done.returncode
    assert f"{FIRST}: held since 2026-11-22 07:00 UTC: {said[FIRST]['reason']}" == first.partition("; if")[0]
    assert first.endswith(f": {said[FIRST]['accept']}")
    assert f"{SECOND}: failed since 2026-11-22 07:00 UTC: {said[SECOND]['reason']}" == second


def test_only_the_file_changes_when_a_source_becomes_held(built: Site) -> None:
    cut(built, "000")
    before = built.snapshot()

    built.build(now=SOON)

    after = built.snapshot()
    assert ["output/status.json"] == [path for path in after if after[path] != before[path]]


@pytest.mark.parametrize("fault", ["held", "failed"])
def test_the_file_stands_still_while_a_fault_lasts_and_is_what_it_was_when_it_ends(built: Site, fault: str) -> None:
    good = (built.output / "status.json").read_bytes()
    whole = cut(built, "000")
    if fault == "failed":
        built.path("000").write_bytes(b"")
    built.build(now=SOON)
    begun = built.snapshot()

    built.build(now=NEXT_DAY)
    lasts = built.snapshot()
    built.path("000").write_bytes(whole)
    built.build(now=THIRD_DAY)

    assert fault == json.loads(begun["output/status.json"][0])["state"]
    assert begun == lasts
    assert good == (built.output / "status.json").read_bytes()


def test_a_warning_is_no_state(site: Site) -> None:
    site.edit("000", "29 November 2019", "31 November 2019")

    site.build()

    assert {"state": "ok"} == sources(site)[FIRST]


def test_accepting_one_of_two_held_sources_publishes_that_one_only(built: Site) -> None:
    for seed in ("000", "002"):
        cut(built, seed)
    built.edit("000", "The increasingly widespread access", "The widespread access")
    built.edit("002", "small and medium enterprises", "small enterprises")
    built.build(now=SOON)

    done = built.build("--accept", FIRST, now=NEXT_DAY)

    assert 4 == done.returncode
    assert f"ok: {FIRST}: no longer held\n" in done.stderr
    assert "published 1 edited item, " in done.stderr
    assert {"state": "ok"} == sources(built)[FIRST]
    assert ("held", SOON) == (sources(built)[SECOND]["state"], sources(built)[SECOND]["since"])


@pytest.mark.parametrize("name", ["Today’s “news” – 労働", "L'Express & co; $HOME", "-v", "News"])
def test_the_command_of_a_held_source_publishes_it(site: Site, name: str) -> None:
    site.edit("feedpub.toml", f'"{FIRST}"', json.dumps(name, ensure_ascii=False))
    site.build()
    cut(site, "000")
    site.build(now=SOON)

    program, *command = shlex.split(sources(site)[name]["accept"])
    done = site.run(*command, now=SOON)

    assert ("feedpub", 0) == (program, done.returncode)
    assert name.encode() in (site.output / "status.json").read_bytes().replace(b'\\"', b'"')
    assert "ok" == status(site)["state"]


def test_the_command_on_the_screen_names_the_config_that_was_named(built: Site) -> None:
    built.config.rename(built.root / "our feeds.toml")
    cut(built, "000")

    done = built.build("--config", "our feeds.toml", now=SOON)

    command = f"feedpub build --config 'our feeds.toml' --accept '{FIRST}'"
    assert done.stderr.endswith(f"if the listing is right: {command}\n")
    assert f"if the listing is right: {command}\n" in built.run("check", "--config", "our feeds.toml").stdout
    assert f"feedpub build --accept '{FIRST}'" == sources(built)[FIRST]["accept"]


def test_sources_stand_in_config_order_and_a_removed_one_is_gone(built: Site) -> None:
    head, first, second, third = built.config.read_text(encoding="utf-8").split("[[source]]")
    third, brackets, topics = third.partition("# One table for each topic")
    text = f"{head}[[source]]{third}[[source]]{first}{brackets}{topics}"
    built.config.write_text(text, encoding="utf-8")

    built.build(now=SOON)

    assert second
    assert [THIRD, FIRST] == list(sources(built))


def test_a_source_that_was_never_read_is_not_in_the_file_yet(built: Site) -> None:
    third = f'[[source]]\nname = "{THIRD}"'
    built.edit("feedpub.toml", third, '[[source]]\nname = "Fourth"\npath = "004_13e796492932063b.txt"\n\n' + third)

    done = built.run("check")

    assert "Fourth: never read; run `feedpub build`\n" == done.stdout


def test_check_compares_the_file_and_a_build_writes_it_anew(built: Site) -> None:
    good = (built.output / "status.json").read_bytes()
    (built.output / "status.json").write_bytes(b"{}")

    checked = built.run("check")
    built.build(now=SOON)

    assert f"{built.output}/status.json: is not as feedpub wrote it; `feedpub build` writes it anew\n" == checked.stdout
    assert good == (built.output / "status.json").read_bytes()


def test_no_folder_of_this_machine_is_told(built: Site) -> None:
    path = built.path("000")
    built.edit("feedpub.toml", f'"{path.name}"', f'"{path}"')
    path.unlink()

    done = built.build(now=SOON)

    assert str(path) in done.stderr
    assert f"{path.name}: there is no such file" in sources(built)[FIRST]["reason"]
    assert str(built.root).encode() not in (built.output / "status.json").read_bytes()


@pytest.mark.parametrize("fault", ["held", "failed"])
def test_a_lost_ledger_forgets_neither_hold_nor_failure(built: Site, fault: str) -> None:
    cut(built, "000")
    if fault == "failed":
        built.path("000").write_bytes(b"")
    built.build(now=SOON)
    before = built.snapshot()
    built.ledger.unlink()

    done = built.build(now=NEXT_DAY)

    assert {"held": 4, "failed": 3}[fault] == done.returncode
    assert "since 2026-11-22 07:00 UTC" in done.stderr
    assert before == built.snapshot()


def test_what_was_held_when_the_ledger_was_lost_can_be_accepted(built: Site) -> None:
    cut(built, "000")
    built.build(now=SOON)
    built.ledger.unlink()
    built.build(now=NEXT_DAY)

    done = built.build("--accept", now=THIRD_DAY)

    assert 0 == done.returncode
    assert "ok" == status(built)["state"]


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff", b'{"state": "held", "sources": [{"name": "x", "state": "odd"}]}']
)
def test_a_damaged_file_does_not_stop_the_rebuilding_of_a_ledger(built: Site, data: bytes) -> None:
    good = (built.output / "status.json").read_bytes()
    (built.output / "status.json").write_bytes(data)
    built.ledger.unlink()

    done = built.build(now=NEXT_DAY)

    assert 0 == done.returncode
    assert good == (built.output / "status.json").read_bytes()


def test_a_plan_writes_no_status(built: Site) -> None:
    cut(built, "000")
    before = built.snapshot(".")

    done = built.run("plan", now=SOON)

    assert 4 == done.returncode
    assert before == built.snapshot(".")


def test_the_time_of_the_build_is_not_told(site: Site) -> None:
    site.build(now=NOW)

    assert b"2026" not in (site.output / "status.json").read_bytes()
