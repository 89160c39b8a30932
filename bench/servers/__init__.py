"""ASGI servers, serving the real claim page from the real database to the same clients.

uv run --with granian --with "uvicorn[standard]" --with gunicorn --with uvicorn-worker \
    python -m bench.servers
"""
