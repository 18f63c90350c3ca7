"""Faults: the desk is killed, cut short, starved and lied to by the clock, and must lose nothing and repeat nothing."""
