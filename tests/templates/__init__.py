"""Tests of the words: formats, Word templates and what checks them."""
