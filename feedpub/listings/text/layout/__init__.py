"""How well each layout explains a page, and which one does best."""
