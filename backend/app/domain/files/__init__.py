"""Files that people bring: what may come in, under which name, and how it fits the work."""
