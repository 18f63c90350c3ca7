"""The rules of delivery operations, pure: facts and `now` in, decisions out."""
