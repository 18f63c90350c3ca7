"""What comes in: the mailbox, the watcher, and a mail's bytes turned into who wrote it and what it is."""
