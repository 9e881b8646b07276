"""Run feedpub as `python -m feedpub`."""

from feedpub.cli import main

main()
