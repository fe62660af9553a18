"""Samples of the reference page: a call of each operation in curl, Python and JavaScript."""
