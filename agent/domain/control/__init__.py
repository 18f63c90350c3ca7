"""Rules of control: when silence is trouble."""
