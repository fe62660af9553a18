"""What several operations stand on."""
