"""The lines of an entry → what each of them is."""
