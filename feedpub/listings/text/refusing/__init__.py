"""Pages that have dates, or titles, and are no listings."""
