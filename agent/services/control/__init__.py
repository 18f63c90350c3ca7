"""Control: who is told what waits, and what went wrong."""
