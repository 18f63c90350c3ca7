"""Rules of quality: what may leave for a client, and who says so."""
