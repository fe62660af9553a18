"""The pages beside the API: reference, health and metrics."""
