"""The bytes of a web page → its tree laid flat, and what is plain of an element or a short text alone."""
