"""Settings: what an agency writes in agency.toml, validated before anything starts."""
