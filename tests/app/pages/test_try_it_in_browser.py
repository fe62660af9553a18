"""The form of the reference page that makes calls, and samples as the page shows them, in a browser."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from app.main import create_app, create_mock
from generated.operations import BY_ID
from tests.support.browser import CHROMIUM, NO_CHROMIUM, Page
from tests.support.commands import run
from tests.support.docs_page import OPERATION_IDS, docs_page, open_operation, send
from tests.support.samples import NO_NODE, NODE, SampleRunner
from tests.support.server import Running, running, settings

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)

_CHAT = "create_chat_completion"
_ECHO = "This is the built-in model, an echo without a mind. You said: Hello"
_PEPPER = "a pepper of the tests, 32 letters"
# The built-in model neither speaks nor paints.
_NOT_BUILTIN = ("Audio", "Images")
_NEED_MORE = (
    # A person or a person's key, which no operation creates; the operator itself stays.
    "create_project_user", "retrieve_project_user", "modify_project_user", "delete_project_user",
    "retrieve_project_api_key", "delete_project_api_key", "delete_user",
    # Keys: with `AUTH=open` nothing restricts calls, and no project has such permissions.
    "update_project_model_permissions", "update_project_hosted_tool_permissions",
    "retrieve_project_model_permissions", "delete_project_model_permissions",
)  # fmt: skip


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    async with running(create_app(settings())) as found:
        yield found


@pytest.fixture
async def page(server: Running, tmp_path: Path) -> AsyncIterator[Page]:
    async with docs_page(server.url, tmp_path) as found:
        yield found


async def test_try_it_streams_as_it_arrives_and_stops(page: Page) -> None:
    await open_operation(page, _CHAT)
    await page.click(".try-it .stream")
    assert (
        json.loads(await page.evaluate("document.querySelector('.try-it textarea').value"))["stream"] is True
    )
    assert (await send(page, 200)).endswith("data: [DONE]\n\n")
    assert await page.text(".try-it .text") == _ECHO
    long = {"model": "builtin", "stream": True, "messages": [{"role": "user", "content": "word " * 20_000}]}
    await page.type(".try-it textarea", json.dumps(long))
    await page.click(".try-it .send")
    await page.wait("document.querySelector('.try-it .text').textContent.length > 100")
    await page.click(".try-it .actions button:last-child")
    await page.wait("document.querySelector('.try-it .status').textContent === 'Stopped.'")
    assert "[DONE]" not in await page.evaluate("document.querySelector('.raw').textContent")


async def test_try_it_path_value_is_required_and_encoded(page: Page) -> None:
    await open_operation(page, "get_chat_completion")
    await page.click(".try-it .send")
    assert await page.evaluate("document.querySelector('.try-it input:invalid') !== null")
    await page.type(".try-it label:nth-of-type(2) input", "../a?b")
    assert "No chat completion" in await send(page, 404)
    assert any(url.endswith("/v1/chat/completions/..%2Fa%3Fb") for url in page.requested)


async def test_try_it_query_is_sent_and_markup_of_answers_is_text(page: Page) -> None:
    await open_operation(page, _CHAT)
    markup = "<img src=x onerror=alert(1)><b>bold</b>"
    body = {"model": "builtin", "messages": [{"role": "user", "content": markup}], "metadata": {"a": markup}}
    await page.type(".try-it textarea", json.dumps(body))
    await send(page, 200)
    await open_operation(page, "list_chat_completions")
    await page.type(".try-it label:nth-of-type(2) input", "limit=1")
    assert markup in json.dumps(json.loads(await send(page, 200)), ensure_ascii=False)
    assert await page.evaluate("document.querySelector('main img, main b') === null")


async def test_try_it_numbers_are_shown_as_they_were_sent(page: Page) -> None:
    text = '{"a":[-9223372036854775808,1.10,{}],"b":"x, {y}: \\"z\\"","c":[]}'
    script = f"import('/docs/json-text.js').then((module) => module.prettyJson({json.dumps(text)}))"
    lines = ["{", '  "a": [', "    -9223372036854775808,", "    1.10,", "    {}", "  ],"]
    lines += ['  "b": "x, {y}: \\"z\\"",', '  "c": []', "}"]
    assert (await page.evaluate(script)).split("\n") == lines


@asynccontextmanager
async def _with_keys(folder: Path) -> AsyncGenerator[tuple[Running, str, str], None]:
    """A server that wants keys, one of a project and one of an administrator."""
    found = settings(auth="keys", key_pepper=_PEPPER)
    given = {"DATABASE_URL": found.database_url, "KEY_PEPPER": _PEPPER}
    project = run(folder, "keys", "create", "--project", "Default", **given).stdout.split()[-1]
    admin = run(folder, "keys", "create", "--kind", "admin", **given).stdout.split()[-1]
    async with running(create_app(found)) as server:
        yield server, project, admin


async def test_try_it_wrong_key_is_401_and_right_key_answers(tmp_path: Path) -> None:
    async with _with_keys(tmp_path) as (server, key, _), docs_page(server.url, tmp_path) as page:
        assert "A key is necessary" in await page.text("main")
        await open_operation(page, _CHAT)
        await page.type(".try-it .key", "sk-wrong")
        assert json.loads(await send(page, 401))["error"]["code"] == "invalid_api_key"
        await page.type(".try-it .key", key)
        assert _ECHO in await send(page, 200)
        # The next operation has the key, too; a new tab would not.
        await open_operation(page, "list_models")
        assert "builtin" in await send(page, 200)
        places = "[location.href, document.cookie, JSON.stringify(localStorage), document.body.innerHTML]"
        assert not [place for place in await page.evaluate(places) if key in place]
        assert not [url for url in page.requested if key in url]


async def test_docs_samples_with_keys_run_as_they_are(tmp_path: Path) -> None:
    async with _with_keys(tmp_path) as (server, key, admin), docs_page(server.url, tmp_path) as page:
        samples = await _samples(page, (_CHAT, "get_response", "retrieve_project"))
        runner = SampleRunner(tmp_path, {"OPENAI_API_KEY": key, "OPENAI_ADMIN_KEY": admin})
        without = SampleRunner(tmp_path, {"OPENAI_API_KEY": "x", "OPENAI_ADMIN_KEY": "x"})
        for language in ("curl", "Python"):
            assert await runner.failures(language, samples[language]) == {}
            assert (await without.failures(language, samples[language])).keys() == samples[language].keys()


class _Prefixed:
    """A proxy's part: the server is below a prefix, which it does not see."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["path"] = scope["path"].removeprefix(self._prefix)
            scope["raw_path"] = scope["raw_path"].removeprefix(self._prefix.encode())
        await self._app(scope, receive, send)


async def test_docs_below_a_prefix_call_below_it(tmp_path: Path) -> None:
    async with running(_Prefixed(create_app(settings()), "/some/where")) as server:
        url = f"{server.url}/some/where"
        async with docs_page(url, tmp_path) as page:
            assert f"{url}/v1" in await page.text("main")
            await open_operation(page, _CHAT)
            assert _ECHO in await send(page, 200)
            assert f"{url}/v1/chat/completions" in await page.text(".samples code")
            assert all(each.startswith(url) for each in page.requested)


@pytest.mark.skipif(NODE is None, reason=NO_NODE)
async def test_docs_samples_of_what_works_run_as_they_are(page: Page, tmp_path: Path) -> None:
    await page.click("#works")
    ids = await page.evaluate(OPERATION_IDS)
    ids = [each for each in ids if BY_ID[each].tag not in _NOT_BUILTIN and each not in _NEED_MORE]
    assert len(ids) == 66 - len(_NEED_MORE)
    runner = SampleRunner(tmp_path, {})
    samples = await _samples(page, ids)
    failures = {language: await runner.failures(language, each) for language, each in samples.items()}
    assert failures == {"curl": {}, "Python": {}, "JavaScript": {}}


async def _samples(page: Page, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Language -> sample, as the page shows it, by the operation and whether it streams."""
    samples: dict[str, dict[str, str]] = {"curl": {}, "Python": {}, "JavaScript": {}}
    code, streamed = "document.querySelector('.samples code')", "document.querySelector('.streamed')"
    for name in ids:
        await open_operation(page, name)
        for language, found in samples.items():
            await page.evaluate(f"document.querySelector('.samples input[value={language}]').click()")
            found[name] = await page.evaluate(f"{code}.textContent")
            if await page.evaluate(f"Boolean({streamed})"):
                await page.evaluate(f"{streamed}.click()")
                found[f"{name} streamed"] = await page.evaluate(f"{code}.textContent")
                await page.evaluate(f"{streamed}.click()")
    return samples


async def test_try_it_sends_files_and_saves_them(tmp_path: Path) -> None:
    async with running(create_mock(settings())) as server, docs_page(server.url, tmp_path) as page:
        await open_operation(page, "create_transcription")
        await page.click(".try-it .send")
        assert await page.evaluate("document.querySelector('.try-it input[type=file]:invalid') !== null")
        await page.evaluate(
            "{ const found = new DataTransfer(); found.items.add(new File(['sound'], 'audio.mp3'));"
            "  document.querySelector('.try-it input[type=file]').files = found.files; }"
        )
        assert "text" in json.loads(await send(page, 200))
        await open_operation(page, "create_speech")
        assert await send(page, 200) == "30 bytes of application/octet-stream"
        assert await page.evaluate("document.querySelector('a[download]').href.startsWith('blob:')")


async def test_event_stream_is_parsed_wherever_its_bytes_are_divided(page: Page) -> None:
    stream = "event: a\r\ndata: ünï\r\n\r\n: comment\n\ndata:x\ndata: y\n\rdata: z\r\rdata: cut"
    script = """(async () => {
      const { events } = await import("/docs/event-stream.js");
      const bytes = new TextEncoder().encode(TEXT);
      const results = new Set();
      for (let at = 0; at <= bytes.length; at += 1) {
        const body = new ReadableStream({ start(controller) {
          controller.enqueue(bytes.slice(0, at));
          controller.enqueue(bytes.slice(at));
          controller.close();
        } });
        const found = [];
        for await (const event of events(body)) found.push(event);
        results.add(JSON.stringify(found));
      }
      return [...results];
    })()"""
    found = await page.evaluate(script.replace("TEXT", json.dumps(stream)))
    assert [json.loads(each) for each in found] == [
        [
            {"event": "a", "data": "ünï"},
            {"event": "message", "data": "x\ny"},
            {"event": "message", "data": "z"},
        ]
    ]
