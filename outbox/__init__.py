"""Everything that leaves: letters, documents, the ledger of what was sent, and the way out.

This package is code. What it sends at run time lies in the agency's home, never in the checkout.
"""
