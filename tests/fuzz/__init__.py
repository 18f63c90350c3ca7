"""Mutated documents and mails, thrown at every reader: `python -m tests.fuzz.run --help`."""
