"""A page as the hypotheses see it: its paragraphs, and which of its dates are an entry's."""
