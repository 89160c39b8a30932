"""Where things are kept: PostgreSQL is the record, Valkey only a doorbell."""

from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from config.env import env

from .apps import BASE_DIR

COUNTERPOINT_DATA = Path(env.text("COUNTERPOINT_DATA", str(BASE_DIR / "var"))).resolve()

_database = conninfo_to_dict(env.text("DATABASE_URL"))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.pop("dbname", "counterpoint"),
        "USER": _database.pop("user", ""),
        "PASSWORD": _database.pop("password", ""),
        "HOST": _database.pop("host", ""),
        "PORT": str(_database.pop("port", "")),
        # Whatever else the URL says (sslmode, …) goes to the driver as it is.
        "OPTIONS": {
            **_database,
            "connect_timeout": 5,
            # A frozen database must become an error a person can read, not a page that hangs.
            "options": "-c statement_timeout=15s -c lock_timeout=8s",
            "pool": {"min_size": 1, "max_size": env.number("DATABASE_POOL", 12), "timeout": 8},
        },
    }
}

REDIS_URL = env.text("REDIS_URL")
# Nobody waits longer than this for the broker (QUALITY F6: a frozen one answers nothing at all).
REDIS_TIMEOUT_SECONDS = 2

# Rate limits live in the cache. It is a table, not Valkey, so that signing in neither waits for
# the broker nor loses its limits while the broker is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "config_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
