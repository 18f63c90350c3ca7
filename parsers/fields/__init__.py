"""Readers of one kind of value each: dates, money, durations, people, organisations."""
