"""A candidate → its entries."""
