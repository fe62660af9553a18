"""The version of the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """Such as `0.1.0`; a text that says so where the package is not installed."""
    try:
        return version("llm-backend")
    except PackageNotFoundError:
        return "(not installed)"
