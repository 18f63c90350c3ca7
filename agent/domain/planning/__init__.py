"""Rules of planning: what a signed SOW opens, who leads it, and what has to be asked."""
