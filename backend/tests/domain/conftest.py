"""A property is about what holds, not about how busy the machine is that looks."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
