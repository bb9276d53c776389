"""Handlers of queued and scheduled work; each may run twice and does its work once."""
