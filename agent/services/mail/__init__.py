"""A mail's way through the desk: kept, sorted, handled, or put before a person."""
