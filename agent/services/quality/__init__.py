"""Quality: nothing reaches a client before a named person lets it go."""
