"""The built-in model: an upstream inside the process, without network or weights, behind the same client seam."""
