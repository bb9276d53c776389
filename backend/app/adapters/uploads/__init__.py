"""Files that come from outside: streamed to disk, recognised by their bytes, kept by random names.

Nothing in here holds a whole file in memory, and nothing of a file's own name or content ever
becomes part of a path.
"""

from app.adapters.uploads.recognising import recognise
from app.adapters.uploads.store import Incoming, UploadBroken, UploadStore, new_key

__all__ = ["Incoming", "UploadBroken", "UploadStore", "new_key", "recognise"]
