"""Tests of the command `desk` through its real entry point."""
