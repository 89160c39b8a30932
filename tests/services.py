"""Stands in until the services plugin lands."""
