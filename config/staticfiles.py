"""How static files get their names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside JavaScript modules, so that imports find the hashed file."""

    support_js_module_import_aggregation = True
