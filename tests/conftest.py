"""Settings of all tests: time limits of hypothesis depend on the machine, so none."""

from hypothesis import settings

settings.register_profile("qualcode", deadline=None)
settings.load_profile("qualcode")
