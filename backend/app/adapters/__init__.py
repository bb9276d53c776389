"""Ports to the world outside the process: passwords, sessions, throttle, mail, files."""
