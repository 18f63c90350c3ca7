"""The project store: tables, one repository per noun, and the unit of work that alone commits."""
