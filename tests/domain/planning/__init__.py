"""Tests of the rules of planning: calendars, capacity, schedules, promises and repairs."""
