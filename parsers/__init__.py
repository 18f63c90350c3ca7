"""Bytes to facts: what a document or a mail says, and where it says it.

No I/O, no clock, no knowledge of projects. A parser returns what it read, where it read it and what is
missing; it raises `parsers.contract.UnreadableError` only when the bytes cannot be read at all.
"""
