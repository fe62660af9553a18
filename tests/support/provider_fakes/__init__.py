"""Fake upstreams that refuse what each provider refuses, with the provider's own error."""
