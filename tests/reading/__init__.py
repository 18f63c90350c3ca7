"""Tests of reading in a confined child."""
