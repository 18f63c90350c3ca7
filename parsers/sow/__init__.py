"""What a statement of work says, as typed facts: one file per field, `read.py` puts them together."""
