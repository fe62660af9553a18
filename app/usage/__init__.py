"""What a call consumed.

- `token_usage`: the usage in an upstream's answer, in every shape of the contract, or an estimate
- `recorder`: a usage row for every call to a model
"""
