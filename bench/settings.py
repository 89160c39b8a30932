"""The production settings, and beside the site's own addresses the bare ones of `bench.floor`."""

from config.settings import *  # noqa: F403 (settings are read as one namespace)

ROOT_URLCONF = "bench.urls"
