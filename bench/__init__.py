"""Every figure we quote, one command each. See README.md beside this file."""
