"""What several operations stand on: turns, translation, event log, jobs."""
