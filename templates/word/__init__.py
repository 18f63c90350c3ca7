"""The Word documents: built-in templates, how they are drawn and filled, and the words each may use."""
