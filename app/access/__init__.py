"""Who calls: keys, callers and permissions."""
