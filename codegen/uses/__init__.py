"""The places of the contract that hand-written code relies on; `spec/uses.yaml` lists them."""
