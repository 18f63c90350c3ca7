"""Rules of control: who is asked what, when silence is trouble and moves on, and how a project does."""
