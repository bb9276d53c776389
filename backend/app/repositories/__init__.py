"""How rows are found and flushed; each repository serves the service of its own name."""
