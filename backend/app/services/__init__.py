"""What the app does: pure async functions, one file per module."""
