"""When the ledger was last changed, and the way out where that lies ahead of a clock that is right."""

from datetime import datetime
from pathlib import Path

from feedpub.errors import ClockError, option_of
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import instant_of, second_of


def last_change(ledger: Ledger) -> datetime:
    """Return when the ledger was last changed."""
    return instant_of(ledger.db.execute("SELECT last_run FROM site").fetchone()[0])


def clock_fault(ledger: Ledger, now: datetime, config: Path) -> str:
    """Say what is wrong where `now` lies before the last change, and what to do; "" where it does not."""
    last = last_change(ledger)
    if now >= last:
        return ""
    return (
        f"the clock says {now:%Y-%m-%dT%H:%M:%SZ}, but the ledger was last changed at {last:%Y-%m-%dT%H:%M:%SZ}; "
        f"if the clock is right now: feedpub ledger clock{option_of(config)}; else set the clock, or give a later --now"
    )


def refuse_earlier_clock(ledger: Ledger, now: datetime, config: Path) -> None:
    """Raise ClockError when `now` lies before the last change: it would be published for ever."""
    if fault := clock_fault(ledger, now, config):
        raise ClockError(fault)


def turn_back(ledger: Ledger, now: datetime) -> int:
    """Take `now` for the time of the last change, and of all that the ledger notes for itself.

    What was published stands as readers have it; returns how many items are dated ahead.
    """
    second = second_of(now)
    ledger.db.execute("UPDATE site SET last_run = min(last_run, ?)", (second,))
    ledger.db.execute(
        "UPDATE source SET since = min(since, ?1), spoken = min(spoken, ?1), last = min(last, ?1)", (second,)
    )
    # How long pages are fresh was counted from the wrong time: they are asked for again.
    ledger.db.execute("DELETE FROM web WHERE key LIKE 'source:%' OR key LIKE 'robots:%'")
    return int(
        ledger.db.execute("SELECT count(*) FROM item WHERE max(published, updated) > ?", (second,)).fetchone()[0]
    )
