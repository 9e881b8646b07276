"""The house: imports point downwards, libraries have one room each, the core has no clock."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "feedpub"
FLOORS = [
    {"__main__"},
    {"cli"},
    {"checks"},
    {"pipeline"},
    {"preview"},
    {"adopt", "readings", "drift", "looking"},
    {"restore"},
    {"closed"},
    {"edition"},
    {"publisher", "server", "site", "stamp"},
    {"generator", "status"},
    {"topics", "fetching", "hiding"},
    {"ledger", "guard"},
    {"reconcile"},
    {"normaliser"},
    {"sanitising", "copies"},
    {"drafting", "patching", "sources", "listings", "config", "web"},
    {"feeds", "webtable", "jsontable", "layouttable", "filters"},
    {"identity"},
    {"model", "selection"},
    {"dates"},
    {"genres"},
    {"words", "links", "tongues", "standing", "css"},
    {"text", "errors", "paths", "patterns"},
]
ROOMS = {"feedgen": {"generator"}, "dateutil": {"dates"}, "click": {"cli"}, "sqlite3": {"ledger"}, "jinja2": {"site"}}
ROOMS |= {"cssselect": {"css"}, "nh3": {"sanitising"}}
ROOMS |= {library: {"web"} for library in ("httpx2", "httpcore2", "stamina", "protego")}
# Both readers are houses of their own: their wings, and the modules beside them, from the top floor down.
WINGS = {
    "html": [
        {"__init__"},
        {"explaining"},
        {"proposing"},
        {"selecting", "selectors"},
        {"rivals"},
        {"reading"},
        {"choice"},
        {"details"},
        {"days", "titles"},
        {"groups"},
        {"page"},
    ],
    "text": [
        {"__init__"},
        {"finding", "explaining", "alike"},
        {"refusing"},
        {"layout"},
        {"roles"},
        {"cutting"},
        {"mending", "pages"},
        {"labels"},
        {"wording"},
    ],
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """Return the room a module belongs to: its name, or that of its package below feedpub."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Return every module that a file imports, at any depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


READERS = [(reader, path) for reader in WINGS for path in sorted((PACKAGE / "listings" / reader).rglob("*.py"))]


@pytest.mark.parametrize(("reader", "path"), READERS, ids=lambda value: getattr(value, "name", value))
def test_imports_within_a_reader_point_downwards(reader: str, path: Path) -> None:
    floors = {wing: number for number, wings in enumerate(WINGS[reader]) for wing in wings}
    place = path.relative_to(PACKAGE / "listings" / reader).parts[0].removesuffix(".py")
    within = f"feedpub.listings.{reader}."

    used = {name.removeprefix(within).split(".")[0] for name in imports_of(path) if name.startswith(within)}

    assert not {other for other in used & set(floors) - {place} if floors[other] <= floors[place]}
    assert place in floors


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        assert not any(name.startswith("feedpub") for name in imports_of(path))
        return

    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("feedpub.")} - {"__version__"}

    assert not {other for other in used - {room} if floor_of(other) <= floor_of(room)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_has_one_room(path: Path) -> None:
    used = {name.split(".")[0] for name in imports_of(path)}

    assert not {library for library in used & set(ROOMS) if room_of(path) not in ROOMS[library]}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_reads_the_clock_or_the_environment(path: Path) -> None:
    calls = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "os.environ", "os.getenv"}
    # Deadlines and pauses of the network, which no output shows.
    stopwatches = {"time.monotonic", "time.sleep", "time.perf_counter"}

    assert not calls & clocks or room_of(path) == "cli"
    assert not calls & stopwatches or room_of(path) == "web"
