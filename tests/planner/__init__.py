"""Tests of agent/planner: exactness against brute force, and the child process."""
