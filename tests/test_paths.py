"""The paths of very many files."""

import tracemalloc
from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.paths import Paths

ci = settings(derandomize=True, deadline=None, database=None)


@ci
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.integers(0, 5), st.integers(0, 5))
def test_paths_are_those_that_were_given_in_their_order(given_: list[str], start: int, stop: int) -> None:
    paths = Paths(given_)

    assert given_ == paths
    assert len(given_) == len(paths)
    assert given_[start:stop] == paths[start:stop]
    assert given_[-1:] == [paths[-1]] if given_ else not paths


def test_paths_differ_from_others_and_from_what_has_none() -> None:
    assert Paths(["all.json"]) != ["all.rss.xml"]
    assert Paths(["all.json"]) != 1


def test_paths_take_far_less_memory_than_a_list_of_them() -> None:
    def size(kind: Callable[[Sequence[str]], object]) -> int:
        tracemalloc.start()
        kept = kind([f"archive/1/topics/child-labour/{number}.atom.xml" for number in range(10_000)])
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del kept
        return taken

    assert size(Paths) * 3 < size(list) * 2
