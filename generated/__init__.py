"""Replaced by each run of codegen; no policy, no I/O, no hand edits. Written by codegen."""
