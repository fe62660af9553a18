"""The providers that answer calls.

- `upstreams`: which provider serves a model, and the next one if it cannot be reached.
- `upstream`: one provider and how calls to it are treated; `upstream_loader` reads them from the
  configuration.
- `client`: the interface to a provider; `http1/` implements it over HTTP, `builtin/` inside the process.
- `request_body`, `headers`: what of the caller's request is sent.
- `redirect`: why a redirect is no answer.
- `model_list`: the models that the providers list.
"""
