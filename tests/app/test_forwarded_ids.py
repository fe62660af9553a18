"""Ids of forwarded operations: they lead to the operation's path at the upstream, and to no other."""

from __future__ import annotations

import asyncio
import http.client
import json
from urllib.parse import quote

import pytest

from tests.support.fake_upstream import fixed_response
from tests.support.forwarding import ForwardingServer, forwarding_server

_FORWARD = "retrieve_file,retrieve_fine_tuning_job,get_vector_store_file,delete_model"
_CLIMBING = [
    ".",
    "..",
    "%2e",
    "%2E%2e",
    ".%2e",
    "%252e%252e",
    "%25252e%25252e",
    "..%2Forganization%2Fusers",
    "file-1%2F..%2F..%2Forganization",
    "file-1%252F..",
    "..%5Corganization",
    "..\\organization",
    "%2e%2e%3bx",
    "..;a=b",
    "..%20",
    "%20..",
    "%EF%BC%8E%EF%BC%8E",
    "%E2%80%A5",
    "%E3%80%82%2F..",
]


async def _get(server: ForwardingServer, path: str) -> tuple[int, object]:
    """The status and the named parameter, by a client that sends the path as it is given."""
    url = server.client.base_url

    def request() -> tuple[int, object]:
        connection = http.client.HTTPConnection(url.host, url.port or 80, timeout=20)
        connection.request("GET", f"/v1{path}")
        answer = connection.getresponse()
        body = json.loads(answer.read())
        connection.close()
        return answer.status, body.get("error", {}).get("param")

    return await asyncio.to_thread(request)


@pytest.mark.parametrize(
    ("before", "after", "parameter"),
    [
        ("/files/", "", "file_id"),
        ("/fine_tuning/jobs/", "", "fine_tuning_job_id"),
        ("/vector_stores/", "/files/file-1", "vector_store_id"),
        ("/vector_stores/vs_1/files/", "", "file_id"),
        ("/models/", "", "model"),
    ],
)
async def test_forwarded_id_that_climbs_is_a_400_that_names_it(
    before: str, after: str, parameter: str
) -> None:
    async with forwarding_server(fixed_response("200 OK", b"{}"), forward=_FORWARD) as server:
        for text in _CLIMBING:
            assert (text, await _get(server, before + text + after)) == (text, (400, parameter))
        paths = [request.target for request in server.fake.requests]
    assert set(paths) <= {"/v1/models"}


@pytest.mark.parametrize(
    "text", ["file-1%2Fcontent", "file-1%252Fcontent", "file-1%5Ccontent", "a%0D%0Ab", "%2F"]
)
async def test_forwarded_id_that_leads_below_its_place_is_a_400(text: str) -> None:
    async with forwarding_server(fixed_response("200 OK", b"{}"), forward=_FORWARD) as server:
        assert await _get(server, f"/files/{text}") == (400, "file_id")
        assert server.fake.requests == []


@pytest.mark.parametrize(
    "path",
    [
        "/files/file-abc.DEF_1",
        "/files/...",
        "/files/..a",
        "/files/100%25",
        "/files/a;b",
        "/models/meta-llama%2FLlama-3.1",
        "/models/ft:gpt-4o:org::1",
        "/files/" + quote("é日本"),
    ],
)
async def test_forwarded_id_that_is_plain_is_sent_as_it_came(path: str) -> None:
    body = b'{"id": "x", "object": "model", "created": 1, "owned_by": "a"}'
    async with forwarding_server(fixed_response("200 OK", body), forward=_FORWARD) as server:
        assert (await _get(server, path))[0] == 200
        sent = server.fake.requests[-1].target
    assert sent in (f"/v1{path}", f"/v1{path}".replace(":", "%3A"))
