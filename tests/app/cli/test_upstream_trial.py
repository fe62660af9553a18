"""`doctor --try`: a chat to each upstream, and what the upstream refused of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from app.cli import doctor
from app.cli.finding import Finding
from app.settings import load
from tests.support.commands import run
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.provider_fakes.providers import KEY, PROVIDERS

_MODELS = json.dumps({"object": "list", "data": [{"id": "embedder"}, {"id": "gpt-4o-mini"}]}).encode()
_ANSWER = fixed_response("200 OK", b'data: {"choices": []}\n\n', content_type="text/event-stream")


def _with_list(answer: Script, models: bytes = _MODELS) -> Script:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        listing = fake.current_request.target.endswith("/models")
        await (fixed_response("200 OK", models) if listing else answer)(fake, writer)

    return script


async def _try(
    folder: Path, script: Script, model: str = "", **variables: str
) -> tuple[Finding, FakeUpstream]:
    async with fake_upstream(script) as fake:
        variables = {"UPSTREAM_URL": fake.url, "UPSTREAM_API_KEY": KEY, **variables}
        settings = load({**variables, "DATABASE_URL": f"sqlite:///{folder}/a.db"})
        findings = await asyncio.to_thread(doctor.check_all, settings, model)
    (found,) = [finding for finding in findings if finding.subject == "try"]
    return found, fake


async def test_try_answered_chat_has_one_token_and_a_cheap_model(tmp_path: Path) -> None:
    found, fake = await _try(tmp_path, _with_list(_ANSWER))
    assert found.status == "ok"
    assert "answered a chat with 'gpt-4o-mini' in" in found.message
    body = json.loads(fake.requests[-1].body)
    assert (body["model"], body["max_completion_tokens"]) == ("gpt-4o-mini", 1)


async def test_try_of_an_alias_has_its_defaults_and_its_system_prompt(tmp_path: Path) -> None:
    async with fake_upstream(_with_list(_ANSWER)) as fake:
        file = tmp_path / "upstreams.toml"
        file.write_text(
            f'[[upstream]]\nname = "a"\nurl = "{fake.url}"\n[upstream.aliases.desk]\nmodel = "gpt-4o"\n'
            'defaults = { top_p = 0.5, max_tokens = 9 }\nsystem_prompt = "Be brief."\n',
            encoding="utf-8",
        )
        settings = load({"UPSTREAMS_FILE": str(file), "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})
        await asyncio.to_thread(doctor.check_all, settings, "desk")
    body = json.loads(fake.requests[-1].body)
    assert (body["model"], body["top_p"], body["max_completion_tokens"]) == ("gpt-4o", 0.5, 1)
    assert body["messages"][0]["content"] == "Be brief."
    assert "max_tokens" not in body


_REFUSED = fixed_response(
    "400 Bad Request", json.dumps({"error": {"message": f"stream_options is unknown to {KEY}."}}).encode()
)
_ERROR_EVENT = fixed_response(
    "200 OK", b'data: {"error": {"message": "no GPU"}}\n\n', content_type="text/event-stream"
)


async def _cut(_: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    write_chunk(writer, b'data: {"choices": []}\n\n')
    await writer.drain()
    writer.close()


_BUSY = fixed_response("503 Busy", b'{"error": {"message": "Busy."}}')
_REFUSALS = [_with_list(_REFUSED), _with_list(_ERROR_EVENT)]


@pytest.mark.parametrize(
    ("script", "model", "status", "message"),
    [
        (_REFUSALS[0], "", "FAIL", "refused a chat with 'gpt-4o-mini': 400, stream_options is"),
        (_REFUSALS[1], "x", "FAIL", "refused a chat with 'x': no GPU. If it is a known provider"),
        (_with_list(_cut), "x", "FAIL", "did not answer a chat with 'x': "),
        (_with_list(_BUSY), "x", "FAIL", "refused a chat with 'x': 503, Busy"),
        (_with_list(_ANSWER, b'{"data": []}'), "", "warn", "lists no models; name one: doctor --try MODEL."),
        (_with_list(_ANSWER, b'{"data": []}'), "x", "ok", "answered a chat with 'x'"),
    ],
)
async def test_try_reports_what_the_upstream_answers(
    tmp_path: Path, script: Script, model: str, status: str, message: str
) -> None:
    found, _ = await _try(tmp_path, script, model)
    assert found.status == status
    assert message in found.message
    assert KEY not in found.message
    # A preset helps where a field may have been refused.
    may_help = script in _REFUSALS
    assert ("name its preset" in found.message) is may_help


async def test_try_sends_what_the_server_sends_with_the_preset(tmp_path: Path) -> None:
    found, fake = await _try(tmp_path, PROVIDERS["mistral"].script, UPSTREAM_PRESET="mistral")
    assert found.status == "ok", found.message
    assert json.loads(fake.requests[-1].body).keys() == {"model", "messages", "max_tokens", "stream"}
    found, _ = await _try(tmp_path, PROVIDERS["mistral"].script)
    assert found.status == "FAIL"
    assert "422, max_completion_tokens: Extra inputs are not permitted" in found.message


async def test_try_upstream_that_does_not_serve_the_model_is_not_asked(tmp_path: Path) -> None:
    async with fake_upstream(_with_list(_ANSWER)) as fake:
        file = tmp_path / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "a"\nurl = "{fake.url}"\nmodels = ["b"]\n')
        settings = load({"UPSTREAMS_FILE": str(file), "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})
        findings = await asyncio.to_thread(doctor.check_all, settings, "x")
        assert [request.target for request in fake.requests] == ["/v1/models"]
    assert Finding("ok", "try", "a does not serve 'x'") in findings


def test_doctor_tries_only_if_asked(tmp_path: Path) -> None:
    assert "  try  " not in run(tmp_path, "doctor", PORT="0").stdout
    done = run(tmp_path, "doctor", "--try", PORT="0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the built-in model answered a chat with 'builtin'" in done.stdout
