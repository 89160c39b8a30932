"""What goes wrong with the embedded services, said in one line."""

from config.datafolder import DataFolderError


class EmbeddedError(DataFolderError):
    """A service cannot be started, found or stopped. The text is one line, without a traceback."""
