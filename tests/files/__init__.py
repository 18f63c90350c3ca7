"""Files for tests, good and bad, built as bytes when asked for."""
