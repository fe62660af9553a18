"""Settings of hypothesis: the same examples in each run, no example database, no deadline."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# A test's examples share its fixtures; ours hold no state.
property_settings = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)
"""A decorator, used beside `@given`."""

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
"""Characters that every text field and database accepts."""
