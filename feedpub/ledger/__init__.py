"""What feedpub remembers between runs: one SQLite file, beside the config and never in the output.

schema   tables, formats, and how an older one becomes the present one     opening   whose file it is
store    reading and writing, one transaction for each reading             export    JSON Lines
                                                                           transfer  and back
"""

from feedpub.ledger.copies import listed_once
from feedpub.ledger.corrections import barred
from feedpub.ledger.opening import open_ledger
from feedpub.ledger.store import Ledger
from feedpub.ledger.values import PublishedTopic, SourceState, State

__all__ = ["Ledger", "PublishedTopic", "SourceState", "State", "barred", "listed_once", "open_ledger"]
