"""One class per group of the contract, one typed method per operation. Written by codegen."""
