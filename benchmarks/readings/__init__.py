"""How a reading of documents is scored: what is compared, what counts as right, and how it is shown."""
