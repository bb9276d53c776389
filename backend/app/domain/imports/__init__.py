"""Tables from outside: which column fills what, and what their rows would do to the book."""
