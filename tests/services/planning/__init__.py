"""Planning over mail."""
