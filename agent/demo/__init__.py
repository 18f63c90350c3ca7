"""The demo: a sample agency whose real mails go the whole way on this machine; its mails lie in `mails/`."""
