"""Build-time only: OpenAI's document -> normalised contract -> difference -> models -> stubs."""
