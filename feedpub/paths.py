"""The paths of very many files: a full build of a large archive writes two or three for each fifty entries."""

from array import array
from collections.abc import Iterable, Sequence
from typing import overload


class Paths(Sequence[str]):
    """Paths below the output folder, in their order; they take little more memory than their letters do."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._letters = bytearray()
        self._ends = array("I", [0])
        for path in paths:
            self.append(path)

    def append(self, path: str) -> None:
        """Take one more at the end."""
        self._letters += path.encode()
        self._ends.append(len(self._letters))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Return one, or several."""
        places = range(len(self))[place]
        return self._at(places) if isinstance(places, int) else [self._at(one) for one in places]

    def __eq__(self, other: object) -> bool:
        """Compare with other paths, in a list or not."""
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def _at(self, place: int) -> str:
        return self._letters[self._ends[place] : self._ends[place + 1]].decode()
