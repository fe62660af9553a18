"""The semantic difference between two contracts."""
