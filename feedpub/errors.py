"""Faults of a run. Faults of one entry are `model.Problem` values instead."""

import shlex
from pathlib import Path

EXTRA_STEP = "in the checkout of feedpub, pip install '.[web]'"
"""How the libraries of the extra `web` are installed; no registry has feedpub."""


class FeedpubError(Exception):
    """A fault that ends the run. Its text names what was read, where, and the next step."""

    exit_code = 1


class ConfigError(FeedpubError):
    """The config cannot be used as it stands."""

    exit_code = 2


class SourceError(FeedpubError):
    """One source cannot be read or holds no listing; the other sources go on."""


class DriftError(SourceError):
    """The selectors of a source do not fit its page, perhaps no longer."""


class LedgerError(FeedpubError):
    """The ledger is corrupt, foreign, newer than this program or not writable."""


class ItemError(FeedpubError):
    """An argument names no item, or several, or one with which this cannot be done."""

    exit_code = 2


class ClockError(FeedpubError):
    """The clock stands before something that has already happened."""


class PublishError(FeedpubError):
    """The output folder cannot be written."""


class LockedError(FeedpubError):
    """Another run holds the lock."""

    exit_code = 75


def option_of(config: Path | None) -> str:
    """Return what leads a command that a message names to this config: its option, "" where it is found without."""
    return f" --config {shlex.quote(str(config))}" if config and config != Path("feedpub.toml") else ""
