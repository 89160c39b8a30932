"""How static files are found and named."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
# The order only matters for the first: it declares the layers (STYLE: after that it does not).
FIRST = ("tokens.css", "reset.css", "base.css", "layout.css")


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside our JavaScript modules, so that imports find the hashed file.

    Other people's scripts are no modules, but their comments may look like imports.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001 (the part to narrow)
    )


def whole_sheet(folder: Path) -> str:
    """All style files one after the other: many small files to work on, one to fetch."""
    first = [folder / name for name in FIRST]
    rest = sorted({*folder.rglob("*.css")} - {*first})
    return "\n".join(path.read_text(encoding="utf-8") for path in [*first, *rest])


class SheetFinder(BaseFinder):
    """Offers `css/site.css`, put together from static/css/. No build step, no second copy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage: Storage = InMemoryStorage()
        sheet = whole_sheet(Path(settings.BASE_DIR) / "static" / "css")
        self.storage.save(SHEET, ContentFile(sheet.encode()))
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, *_args: Any, **_kwargs: Any) -> Any:
        """Nothing on disk: the sheet exists once it was collected."""
        return []

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        yield SHEET, self.storage
