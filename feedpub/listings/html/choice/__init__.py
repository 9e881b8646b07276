"""Which of the groups of a page is its listing."""
