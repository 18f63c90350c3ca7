"""Tests of the settings, the secrets and the home."""
