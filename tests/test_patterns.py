"""Regular expressions are compiled when they are first asked: start-up counts in cron."""

import copy
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import pytest

import feedpub
from feedpub.patterns import later

MODULES = [one.name for one in pkgutil.walk_packages(feedpub.__path__, "feedpub.") if not one.name.endswith("__main__")]


def test_an_expression_is_compiled_when_it_is_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def note(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr("feedpub.patterns.re.compile", note)
    punt = later("punts?", re.IGNORECASE)

    assert ([], "punts?") == (compiled, punt.pattern)
    assert punt.fullmatch("PUNTS")
    assert ["A ", ""] == punt.split("A punt")
    assert 0 == punt.groups
    assert ["punts?"] == compiled


def test_a_faulty_expression_is_told_when_it_is_asked() -> None:
    faulty = later("(")

    with pytest.raises(re.error):
        faulty.search("")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
@pytest.mark.parametrize("asked", [True, False])
def test_an_expression_can_be_copied(again: Callable[[object], re.Pattern[str]], *, asked: bool) -> None:
    punt = later("punts?", re.IGNORECASE)
    assert not asked or punt.search("Punt")

    copied = again(punt)

    assert copied.fullmatch("PUNTS")
    assert not hasattr(copied, "__fspath__")


def test_what_reads_listings_compiles_few_expressions_to_begin_with() -> None:
    code = (
        "import re; compiled = []; compile_now = re.compile\n"
        "re.compile = lambda *of: compiled.append(of) or compile_now(*of)\n"
        "import feedpub.listings; print(len(compiled))"
    )

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert 250 > int(done.stdout)  # 400, if all were compiled at once


@pytest.mark.parametrize("module", MODULES)
def test_every_expression_of_a_module_is_one(module: str) -> None:
    kept = vars(import_module(module)).values()

    expressions = [one for one in kept if isinstance(one, re.Pattern | type(later("")))]

    assert all(one.groups >= 0 for one in expressions)
