"""Measurements: scripts that print a table and write json; never a timed test."""
