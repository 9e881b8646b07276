"""Feeds of items that no listing brought: filed in a ledger of their own, as a build files them."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from feedpub.config import Config
from feedpub.ledger import open_ledger
from feedpub.model import Feed, FeedItem
from feedpub.pipeline import feeds_of
from feedpub.topics import Filer


def gather(items: Sequence[FeedItem], config: Config) -> tuple[Feed, ...]:
    """Return the feeds of items, the combined one first. `items` come newest arrival first."""
    with open_ledger(Path("no ledger"), config.site.id, rehearsal=True) as ledger, ledger.transaction():
        for arrival, item in enumerate(reversed(items), 1):
            ledger.add(item, item.published - timedelta(days=1), arrival)
            for source, printed in item.sightings:
                ledger.add_sighting(item.guid, source, printed)
        Filer(ledger, config).file()
        return feeds_of(config, ledger)
