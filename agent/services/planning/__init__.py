"""Planning: a signed SOW opens a project; its open questions get answered."""
