"""Four ways to keep a tree of claims in PostgreSQL, asked the same questions in turn.

uv run --with django-treebeard --with django-tree-queries python -m bench.tree_storage
"""
