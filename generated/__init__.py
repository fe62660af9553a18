"""Written by codegen from the contract; wiped and rewritten on every run. No policy, no I/O, no hand edits."""
