"""What every test shares: property tests that find the same examples in every run."""

from hypothesis import settings

settings.register_profile("footnote", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("footnote")
