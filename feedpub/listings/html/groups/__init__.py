"""Where a page repeats itself, and how what is repeated is cut into records."""
