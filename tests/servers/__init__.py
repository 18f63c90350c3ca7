"""Real servers on loopback, started by the tests as plain processes, and the liars and cutters put before them."""
