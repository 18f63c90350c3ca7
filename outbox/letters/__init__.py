"""The letters, one file each: its facts, and the function that makes a `Letter` of them."""
