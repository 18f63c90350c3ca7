"""The Word documents that leave: one file per document, each with its whole input as a frozen value."""
