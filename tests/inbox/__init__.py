"""Tests of how mail comes in."""
