"""Use cases: one file each, one transaction each, in the layers of delivery operations; mail/ takes letters in."""
