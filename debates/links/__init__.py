"""Whether the pages that sources lead to are still there. Only the worker asks, and politely."""
