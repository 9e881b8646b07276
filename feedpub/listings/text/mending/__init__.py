"""A text → the text that its page meant: what a dump, a copy or an export did to it is undone."""
