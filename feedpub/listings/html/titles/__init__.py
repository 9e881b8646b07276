"""The titles of records and where they lead, decided by all records of a group together."""
