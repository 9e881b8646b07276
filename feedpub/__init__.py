"""feedpub gives feeds to news that has none."""

__version__ = "0.1.0"
