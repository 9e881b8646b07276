"""Candidates beside each other: parts of one listing, or one of which the other is chosen; and how far to trust one."""
