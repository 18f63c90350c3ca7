"""Rules of control: who is asked what, when silence moves on, and how a project does."""
