"""Looking into files from outside, in a process that can do no harm."""

from app.adapters.inspection.starting import Look, look_into

__all__ = ["Look", "look_into"]
