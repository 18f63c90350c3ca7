"""The store's history of shapes (Alembic)."""
