"""A quote as values: what it holds, what may become of it, what it comes to."""
