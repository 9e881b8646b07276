"""Size and time of every published file that is no closed page, as a run left it."""

from feedpub.ledger.store import Ledger


class Files:
    """What a ledger knows of the published files."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.db

    def of(self, path: str) -> tuple[int, int]:
        """Return size and mtime in nanoseconds of a file as it was left; no file has those of an unknown one."""
        row: tuple[int, int] | None = self._db.execute(
            "SELECT size, mtime FROM file WHERE path = ?", (path,)
        ).fetchone()
        return row or (-1, -1)

    def keep(self, path: str, standing: tuple[int, int] | None) -> None:
        """Keep how a file stands."""
        if standing is None:
            self._db.execute("DELETE FROM file WHERE path = ?", (path,))
        elif self.of(path) != standing:
            self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (path, *standing))

    def forget(self) -> None:
        """Let every file be generated and compared anew."""
        self._db.execute("DELETE FROM file")

    def program(self) -> str:
        """Return which program generated the files."""
        return str(self._db.execute("SELECT program FROM site").fetchone()[0])

    def keep_program(self, program: str) -> None:
        """Keep which program generates the files."""
        self._db.execute("UPDATE site SET program = ? WHERE program <> ?1", (program,))
