"""The shapes in which providers, gateways and frameworks report an error, each with a published source."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class ErrorShape(NamedTuple):
    """A body as it was published, shortened, and the members of the contract's error that it becomes."""

    source: str
    body: bytes
    message: str
    code: str | None = None
    type: str | None = None
    param: str | None = None


def _json(
    source: str,
    value: Any,
    message: str,
    code: str | None = None,
    type: str | None = None,
    param: str | None = None,
) -> ErrorShape:
    return ErrorShape(source, json.dumps(value).encode(), message, code, type, param)


_TOO_LONG = "This model's maximum context length is 2048 tokens."
_FILTERED = "The response was filtered due to the prompt triggering the content management policy."
_NO_MODEL = "Model does not exist. Please check it carefully."

ERROR_SHAPES: dict[str, ErrorShape] = {
    "openai": _json(
        "platform.openai.com/docs/guides/error-codes",
        {
            "error": {
                "message": "The model `x` does not exist.",
                "type": "invalid_request_error",
                "param": "model",
                "code": "model_not_found",
            }
        },
        "The model `x` does not exist.",
        "model_not_found",
        "invalid_request_error",
        "model",
    ),
    "azure": _json(
        "github.com/compl-ai/compl-ai/issues/20",
        {
            "error": {
                "message": _FILTERED,
                "type": None,
                "param": "prompt",
                "code": "content_filter",
                "status": 400,
                "innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {}},
            }
        },
        _FILTERED,
        "content_filter",
        None,
        "prompt",
    ),
    "azure gateway": _json(
        "github.com/MicrosoftDocs/azure-docs/issues/15130",
        {"statusCode": 429, "message": "Rate limit is exceeded. Try again in 52 seconds."},
        "Rate limit is exceeded. Try again in 52 seconds.",
    ),
    "google": _json(
        "github.com/google-gemini/gemini-cli/issues/15514",
        [
            {
                "error": {
                    "code": 400,
                    "message": "Request contains an invalid argument.",
                    "errors": [{"message": "Request contains an invalid argument.", "reason": "badRequest"}],
                    "status": "INVALID_ARGUMENT",
                }
            }
        ],
        "Request contains an invalid argument.",
        "INVALID_ARGUMENT",
    ),
    "google, once more in a proxy's string": _json(
        "github.com/lbjlaq/Antigravity-Manager/issues/1942",
        {
            "error": {
                "code": 400,
                "message": '{\n "error": {\n  "code": 400,\n  "message": "An invalid argument."\n }\n}\n',
                "status": "UPSTREAM_ERROR",
            }
        },
        "An invalid argument.",
        "UPSTREAM_ERROR",
    ),
    "anthropic": _json(
        "docs.claude.com/en/api/errors",
        {
            "type": "error",
            "error": {"type": "overloaded_error", "message": "Overloaded"},
            "request_id": "req_1",
        },
        "Overloaded",
        None,
        "overloaded_error",
    ),
    "vllm before 0.10": _json(
        "github.com/vllm-project/vllm/issues/12886",
        {"object": "error", "message": _TOO_LONG, "type": "BadRequestError", "param": None, "code": 400},
        _TOO_LONG,
        "400",
        "BadRequestError",
    ),
    "vllm": _json(
        "github.com/vllm-project/vllm/pull/37011",
        {"error": {"message": _TOO_LONG, "type": "BadRequestError", "code": 400}},
        _TOO_LONG,
        "400",
        "BadRequestError",
    ),
    "text-generation-inference": _json(
        "github.com/huggingface/text-generation-inference/issues/2749",
        {
            "error": "Input validation error: `inputs` must have less than 4095 tokens",
            "error_type": "validation",
        },
        "Input validation error: `inputs` must have less than 4095 tokens",
        None,
        "validation",
    ),
    "ollama": _json(
        "github.com/ollama/ollama/blob/main/docs/api.md",
        {"error": 'model "x" not found, try pulling it first'},
        'model "x" not found, try pulling it first',
    ),
    "hugging face": _json(
        "huggingface.co/docs/api-inference",
        {"error": ["Error in `parameters.max_length`: must be positive"], "warnings": []},
        "Error in `parameters.max_length`: must be positive",
    ),
    "openrouter": _json(
        "github.com/diegosouzapw/OmniRoute/issues/3044",
        {
            "error": {
                "message": "Provider returned error",
                "code": 400,
                "metadata": {
                    "raw": json.dumps({"error": {"type": "t", "message": "At most 1 image per prompt."}}),
                    "provider_name": "Crucible",
                },
            },
            "user_id": "user_1",
        },
        "Provider returned error: At most 1 image per prompt.",
        "400",
    ),
    "openrouter, plain": _json(
        "github.com/open-webui/computer/issues/293",
        {
            "error": {
                "message": "Provider returned error",
                "code": 429,
                "metadata": {"raw": "x is temporarily rate-limited upstream.", "provider_name": "BaseTen"},
            }
        },
        "Provider returned error: x is temporarily rate-limited upstream.",
        "429",
    ),
    "starlette": _json("fastapi.tiangolo.com/tutorial/handling-errors", {"detail": "Not Found"}, "Not Found"),
    "fastapi": _json(
        "github.com/Gitlawb/openclaude/issues/739",
        {
            "detail": [
                {
                    "type": "extra_forbidden",
                    "loc": ["body", "store"],
                    "msg": "Extra inputs are not permitted",
                    "input": False,
                },
                {
                    "type": "extra_forbidden",
                    "loc": ["body", "max_completion_tokens"],
                    "msg": "Extra inputs are not permitted",
                    "input": 8192,
                },
            ]
        },
        "store: Extra inputs are not permitted; max_completion_tokens: Extra inputs are not permitted",
    ),
    "mistral": _json(
        "github.com/mistralai/platform-docs-public/issues/212",
        {
            "object": "error",
            "message": {
                "detail": [
                    {"type": "float_type", "loc": ["body", "top_p"], "msg": "Input should be a valid number"}
                ]
            },
            "type": "invalid_request_error",
            "param": None,
            "code": None,
        },
        "top_p: Input should be a valid number",
        None,
        "invalid_request_error",
    ),
    "mistral, twice the same list": _json(
        "github.com/partITech/php-mistral/issues/76",
        {
            "object": "Error",
            "detail": [{"type": "extra_forbidden", "loc": ["body", "tools"], "msg": "Extra inputs"}],
            "message": [{"type": "extra_forbidden", "loc": ["body", "tools"], "msg": "Extra inputs"}],
            "type": "invalid_request_error",
            "code": 3001,
        },
        "tools: Extra inputs",
        "3001",
        "invalid_request_error",
    ),
    "lm studio": _json(
        "github.com/lmstudio-ai/lmstudio-bug-tracker/issues/669",
        {"error": "'messages' array must only contain objects with a 'role' field that is in [user]."},
        "'messages' array must only contain objects with a 'role' field that is in [user].",
    ),
    "groq": _json(
        "github.com/fanenr/chatbot/issues/21",
        {"error": {"message": "property 'store' is unsupported", "type": "invalid_request_error"}},
        "property 'store' is unsupported",
        None,
        "invalid_request_error",
    ),
    "google, fields that it does not have": _json(
        "github.com/liliMozi/openhanako/issues/394",
        [
            {
                "error": {
                    "code": 400,
                    "message": 'Invalid JSON payload received. Unknown name "store": Cannot find field.',
                    "status": "INVALID_ARGUMENT",
                    "details": [{"fieldViolations": [{"description": "Unknown name"}]}],
                }
            }
        ],
        'Invalid JSON payload received. Unknown name "store": Cannot find field.',
        "INVALID_ARGUMENT",
    ),
    "openai's chat page": _json(
        "github.com/josStorer/chatGPT-search-engine-extension/issues/14",
        {"detail": {"message": "That model does not exist", "type": "invalid_request_error", "code": None}},
        "That model does not exist",
    ),
    "siliconflow": _json(
        "github.com/ErlichLiu/DeepClaude/issues/111",
        {"code": 20012, "message": _NO_MODEL, "data": None},
        _NO_MODEL,
        "20012",
    ),
    "new-api": _json(
        "github.com/QuantumNous/new-api/issues/2734",
        {"message": "bad response status code 400", "success": False, "time": 0},
        "bad response status code 400",
    ),
    "baidu": _json(
        "github.com/zhayujie/CowAgent/issues/2024",
        {"error_code": 17, "error_msg": "Open api daily request limit reached"},
        "Open api daily request limit reached",
        "17",
    ),
    "minimax": _json(
        "docs.rs/minimax-client/latest/minimax_client/error/enum.Error.html",
        {
            "id": "1",
            "choices": None,
            "base_resp": {"status_code": 1008, "status_msg": "insufficient balance"},
        },
        "insufficient balance",
    ),
    "hunyuan": _json(
        "github.com/FoundationAgents/OpenManus/issues/894",
        {"error": {"id": "3d98", "message": "messages 1001", "type": "t", "param": None, "code": "1001"}},
        "messages 1001",
        "1001",
        "t",
    ),
    "tencent cloud": _json(
        "github.com/songquanpeng/one-api/issues/1948",
        {"Response": {"Error": {"Code": "LimitExceeded", "Message": "Too many requests."}, "RequestId": "1"}},
        "Too many requests.",
        "LimitExceeded",
    ),
    "trtc": _json(
        "trtc.io/document/50107",
        {"Code": 2007, "Message": "The project does not exist."},
        "The project does not exist.",
        "2007",
    ),
    "aws": _json(
        "docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html",
        {"__type": "com.amazon.coral.validate#ValidationException", "message": "Malformed input request."},
        "Malformed input request.",
        None,
        "com.amazon.coral.validate#ValidationException",
    ),
    "aws, no text": _json(
        "github.com/vercel/ai/issues/7825",
        {"Output": {"__type": "com.amazon.coral.service#UnknownOperationException"}, "Version": "1.0"},
        "UnknownOperationException",
        None,
        "com.amazon.coral.service#UnknownOperationException",
    ),
    "a gateway before bedrock": _json(
        "github.com/anomalyco/opencode/issues/13040",
        {"id": "4ec75945", "error": "Error occurred during streaming: 'model-1'"},
        "Error occurred during streaming: 'model-1'",
    ),
    "databricks": _json(
        "github.com/567-labs/instructor/pull/691",
        {"error_code": "BAD_REQUEST", "message": "Bad request: roles must alternate"},
        "Bad request: roles must alternate",
        "BAD_REQUEST",
    ),
    "databricks, another model behind it": _json(
        "github.com/databricks-demos/dbdemos/issues/97",
        {
            "error": "Received error from databricks-model-serving",
            "external_model_message": {"error_code": "INVALID_PARAMETER_VALUE", "message": "Missing 'input'"},
        },
        "Received error from databricks-model-serving: Missing 'input'",
    ),
    "nim": _json(
        "github.com/Alishahryar1/free-claude-code/issues/1021",
        {"status": 404, "title": "Not Found", "detail": "Function '23d4': Not found for account 'Qa'"},
        "Function '23d4': Not found for account 'Qa'",
    ),
    "problem details": _json(
        "www.rfc-editor.org/rfc/rfc9457",
        {
            "type": "https://example.com/probs/out-of-credit",
            "title": "You do not have enough credit.",
            "detail": "Your current balance is 30, but that costs 50.",
            "instance": "/account/12345/msgs/abc",
        },
        "Your current balance is 30, but that costs 50.",
    ),
    "cloudflare": _json(
        "developers.cloudflare.com/workers-ai/platform/errors",
        {
            "success": False,
            "errors": [{"code": 7003, "message": "No route for the URI"}],
            "messages": [],
            "result": None,
        },
        "No route for the URI",
        "7003",
    ),
    "ccip": _json(
        "docs.chain.link/ccip/tools/sdk/type-aliases/APIErrorResponse",
        {"error": "INVALID_PARAMETERS", "message": "'a' is not a number"},
        "'a' is not a number",
        "INVALID_PARAMETERS",
    ),
    "nestjs": _json(
        "docs.nestjs.com/exception-filters",
        {
            "statusCode": 400,
            "message": ["model should not be empty", "n must be a number"],
            "error": "Bad Request",
        },
        "model should not be empty; n must be a number",
        "Bad Request",
    ),
    "oauth": _json(
        "www.rfc-editor.org/rfc/rfc6749",
        {"error": "invalid_scope", "error_description": "The scope is malformed."},
        "The scope is malformed.",
        "invalid_scope",
    ),
    "apigee": _json(
        "cloud.google.com/apigee/docs/api-platform/fundamentals/fault-handling",
        {"fault": {"faultstring": "Rate limit exceeded.", "detail": {"errorcode": "policies.SpikeArrest"}}},
        "Rate limit exceeded.",
    ),
    "json:api": _json(
        "jsonapi.org/examples",
        {"errors": [{"status": "422", "title": "Invalid Attribute", "detail": "It is too short."}]},
        "It is too short.",
    ),
    "stream of events": ErrorShape(
        "github.com/huggingface/huggingface_hub/issues/2514",
        b'event: error\ndata: {"error":"Input validation error: too long","error_type":"validation"}\n\n',
        "Input validation error: too long",
        None,
        "validation",
    ),
    "litellm": _json(
        "github.com/BerriAI/litellm/pull/16231",
        {
            "error": {
                "message": f"litellm.BadRequestError: {_FILTERED}",
                "type": None,
                "param": None,
                "code": "400",
            }
        },
        f"litellm.BadRequestError: {_FILTERED}",
        "400",
    ),
}
"""Name -> shape, of bodies that are structured."""

TEXTS: dict[str, ErrorShape] = {
    "go": ErrorShape("github.com/Hmbown/Codewhale/issues/286", b"404 page not found\n", "404 page not found"),
    "envoy": ErrorShape(
        "www.envoyproxy.io/docs/envoy/latest",
        b"upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
        "upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
    ),
    "nginx": ErrorShape(
        "nginx.org/en/docs",
        b"<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n"
        b"<center><h1>413 Request Entity Too Large</h1></center>\r\n</body>\r\n</html>\r\n",
        "413 Request Entity Too Large",
    ),
    "cloudflare's page": ErrorShape(
        "developers.cloudflare.com/support/troubleshooting/http-status-codes",
        b'<!DOCTYPE html><html lang="en-US"><head><title>api.example | 524: A timeout occurred</title></head>'
        b'<body><h1 class="inline-block">\n <span>A timeout</span></h1></body>',
        "api.example | 524: A timeout occurred",
    ),
    "s3": ErrorShape(
        "docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code>'
        b"<Message>Please reduce your request rate.</Message><RequestId>1</RequestId></Error>",
        "Please reduce your request rate.",
    ),
    "a member of another name": ErrorShape(
        "github.com/continuedev/continue/issues/10388",
        b'{"messsage": "Expecting \',\' delimiter: line 1 column 38 (char 37)"}',
        '{"messsage":"Expecting \',\' delimiter: line 1 column 38 (char 37)"}',
    ),
}
"""Name -> shape, of texts and of no known shape: the message also names the upstream and the status."""
