"""The providers: which one serves a model, one client seam, the built-in model."""
