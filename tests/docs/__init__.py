"""The documents say what the program does: names, links and commands in them are held to the code."""
