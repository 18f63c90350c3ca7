"""Words: every letter, document and page as a template an agency can override in its home's `templates/`."""
