"""OpenAI's document made regular: each step a small named function with its reason."""
