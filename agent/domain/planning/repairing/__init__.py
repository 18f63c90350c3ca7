"""Repairing a plan: what is broken, where its pieces may go, and the moves that mend it with the least disturbance."""
