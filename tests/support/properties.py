"""How hypothesis runs here: the same examples each time, nothing kept on disk, no clock."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# Fixtures of a test are shared by its examples; ours keep no state.
property_settings = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)
"""The decorator beside `@given`."""

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
"""What a text may consist of that is taken anywhere."""
