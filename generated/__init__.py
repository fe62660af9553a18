"""Wiped and rewritten on every run; no policy, no I/O, no hand edits. Written by codegen."""
