"""A bar on a terminal while pages are fetched; in a pipe or under cron there is none."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click


@contextmanager
def fetching_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Yield what to tell how many sources of how many have been fetched; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as open_bar:
        shown = 0
        bar = None

        def tell(done: int, of: int) -> None:
            nonlocal bar, shown
            if bar is None:
                bar = open_bar.enter_context(
                    click.progressbar(length=of, label="fetching", file=sys.stderr, show_pos=True)
                )
            bar.update(done - shown)
            shown = done
            if done == of:
                open_bar.close()

        yield tell
