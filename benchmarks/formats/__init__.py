"""How fast files of each kind become documents, beside the libraries one would take instead."""
