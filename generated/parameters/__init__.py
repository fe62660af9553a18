"""One model per operation that has path, query or header parameters. Written by codegen."""
