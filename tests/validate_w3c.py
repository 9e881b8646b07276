"""Hold every feed of output/ against the W3C feed validator: `make validate FEEDVALIDATOR=<its src folder>`.

The validator is no package: a checkout of w3c/feedvalidator is needed, and html5lib, lxml and rdflib.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

from lxml import etree

OUTPUT = Path(__file__).parents[1] / "output"
SELF = "string(/*/atom:link[@rel='self']/@href | /rss/channel/atom:link[@rel='self']/@href)"
NAMESPACES = {"atom": "http://www.w3.org/2005/Atom"}
LEVELS = ("Error", "Warning", "Info")


def main() -> int:
    """Print each Error, Warning and Info; return 0 when there is none, 1 else, 2 when nothing can be said."""
    source = os.environ.get("FEEDVALIDATOR", "")
    if not Path(source, "feedvalidator", "__init__.py").is_file():
        given = f"FEEDVALIDATOR={source} holds no feedvalidator package" if source else "FEEDVALIDATOR is not set"
        sys.stderr.write(f"{given}; name the src folder of a checkout of w3c/feedvalidator\n")
        return 2
    files = sorted([*OUTPUT.rglob("*.atom.xml"), *OUTPUT.rglob("*.rss.xml")])
    if not files:
        sys.stderr.write(f"{OUTPUT}: there is no feed to validate; run `make feeds`\n")
        return 2
    sys.path.insert(0, source)
    lines = [f"{file.relative_to(OUTPUT)}:{line}" for file in files for line in events(file)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.write(f"{len(files)} feeds, {len(lines)} complaints\n")
    return 1 if lines else 0


def events(file: Path) -> list[str]:
    """Return `line: level: message` of whatever the validator has to say about one feed."""
    validator = import_module("feedvalidator")
    messages = import_module("feedvalidator.i18n.en").messages
    data = file.read_bytes()
    address = str(etree.fromstring(data).xpath(SELF, namespaces=NAMESPACES))
    logged = validator.validateString(data, firstOccurrenceOnly=False, fallback="UTF-8", base=address)["loggedEvents"]
    said = []
    for event in logged:
        kinds = [kind.__name__ for kind in type(event).__mro__]
        level = next((level for level in LEVELS if level in kinds), None)
        if level:
            text = messages.get(type(event), kinds[0]) % event.params
            said.append(f"{event.params.get('line', 0)}: {level}: {kinds[0]}: {text}")
    return said


if __name__ == "__main__":
    raise SystemExit(main())
