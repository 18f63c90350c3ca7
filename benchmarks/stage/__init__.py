"""What several benchmarks share: a realistic inbox, a desk on a real Dovecot, the report."""
