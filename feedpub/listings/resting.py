"""The garbage collector, at rest while a page is read.

Reading makes hundreds of thousands of small values and no cycles among them. Looking through all of them for cycles,
again and again as they become more, takes a third of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector rest; afterwards it is as it was before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
