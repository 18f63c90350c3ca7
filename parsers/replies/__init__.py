"""What a person answered, in their own words: commands, numbered answers."""
