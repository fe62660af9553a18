"""What is known of providers by their published documents: addresses, and what their APIs refuse."""
