"""Tokens for mailboxes that refuse passwords."""
