"""Mail to its parts and words: headers, bodies, who forwarded or answered what, and what a machine wrote."""
