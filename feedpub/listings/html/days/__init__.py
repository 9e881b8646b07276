"""The days of records: printed in them, above them, in their titles or for machines alone."""
