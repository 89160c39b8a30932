"""The settings of the tests: those of production, on services of their own.

pytest-django reads this module before any plugin of ours could speak, so the services are
started from here: once for all processes of a run (pytest-xdist's children inherit the
addresses), in a folder that is kept, because an existing cluster starts in a tenth of the time.
With DATABASE_URL and REDIS_URL set, the tests use those and start nothing.
"""

import os

from config import boot

os.environ["COUNTERPOINT_DATA"] = os.environ.get("COUNTERPOINT_TEST_DATA") or str(
    boot.ROOT / ".pytest-data"
)
os.environ["COUNTERPOINT_ORIGIN"] = "http://testserver"
boot.prepare(fast=True)
if _worker := os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw"):
    # Each child has a database of its own; this gives it a Valkey database of its own too.
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{int(_worker) % 16}"

from config.settings import *  # noqa: E402 (only now is the environment complete)

# A test signs in hundreds of times; what makes passwords hard to guess makes that slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Templates ask for files by name; the names with hashes exist only after collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# WhiteNoise warns of a folder that is not there with every client.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
