"""Arguing: debates, their claims, votes and pictures. Does not know who gets told."""
