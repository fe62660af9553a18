"""One module per group of the contract, each a subclass of its generated stub."""
