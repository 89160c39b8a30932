"""Telling: every mail and message that leaves the house."""
