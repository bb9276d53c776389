"""The business itself: pure Python, no framework, no clock, no floats for money."""
