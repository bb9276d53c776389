"""Endpoints: they name what the services do and shape the answers."""
