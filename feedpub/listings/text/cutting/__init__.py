"""A page and a layout → where each entry begins and ends, and its lines, sorted by what they plainly are."""
