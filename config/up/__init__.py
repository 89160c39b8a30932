"""The second stage of bin/up: everything that runs Counterpoint, from one terminal."""
