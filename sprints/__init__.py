"""Acting on what was found: decisions and 30-day sprints. Does not know who gets told."""
