"""Tests of agent/services."""
