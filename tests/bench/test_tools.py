"""The load generator and the upstream count alike, and the generator recognises every invalid answer."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path

import pytest

from app.main import create_app
from tests.bench import background, inside, instructions, rows, systems
from tests.bench.programs import LoadResult, Programs, finish_load, start_load, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import (
    BACKGROUND,
    CHAT,
    FOLLOWED,
    NATIVE,
    PACED_RESPONSE,
    RESPONSE,
    STREAM,
    Scenario,
    chat_body,
)
from tests.support.fake_upstream import FakeUpstream, Script, Writer, fake_upstream, fixed_response
from tests.support.server import running, settings

_EVENTS = 3


def _load(programs: Programs, url: str, *arguments: str) -> LoadResult:
    return finish_load(start_load(programs, url, arguments))


def test_load_direct_counts_equal_those_of_the_upstream(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        chats = _load(programs, behind.url, *CHAT.arguments(300))
        streams = _load(programs, behind.url, *STREAM.arguments(40))
        paced = _load(programs, behind.url, "--kind", "stream", "--requests", "20", "--concurrency", "20",
                      "--events", "5", "--body", chat_body(stream=True, seed=2, max_tokens=5))  # fmt: skip
        responses = _load(programs, behind.url, *NATIVE.arguments(40))
        counts = behind.counts()
    assert (chats.sent, chats.complete) == (300, 300)
    assert (streams.sent, streams.complete, streams.usages) == (40, 40, 40)
    assert (paced.sent, paced.complete) == (20, 20)
    assert (responses.sent, responses.complete, responses.usages) == (40, 40, 40)
    assert paced.total.p50 >= 5 * 2000
    assert (counts["chats"], counts["streams"], counts["complete"], counts["disconnected"]) == (
        300,
        100,
        400,
        0,
    )


def test_upstream_spread_streams_begin_at_different_times(programs: Programs) -> None:
    body = chat_body(stream=True, seed=50, max_tokens=2, user="spread")
    with upstream(programs, 60) as behind:
        spread = _load(programs, behind.url, "--kind", "stream", "--requests", "8", "--concurrency", "8",
                       "--events", "2", "--body", body)  # fmt: skip
    assert (spread.sent, spread.complete) == (8, 8)
    # Together, each would begin after 50 ms.
    assert spread.first.max >= 90_000


async def test_load_in_the_background_is_complete_with_and_without_readers(
    programs: Programs, tmp_path: Path
) -> None:
    bench = Bench(programs, [])
    with upstream(programs, 60) as behind:
        options = settings(upstreams_file=systems.upstreams_file(tmp_path, behind))
        async with running(create_app(options)) as server:
            for scenario in (PACED_RESPONSE, BACKGROUND, FOLLOWED):
                await asyncio.to_thread(bench.load, "ours", server.url, scenario, 3)
            await asyncio.to_thread(background.wait_until_finished, options.database_url)
        counts = behind.counts()
    assert bench.faults == []
    assert bench.sent == {"ours": 9}
    assert (counts["streams"], counts["complete"]) == (9, 9)


async def test_load_through_this_server_counts_equal_those_of_the_upstream(
    programs: Programs, tmp_path: Path
) -> None:
    bench = Bench(programs, [])
    with upstream(programs, 60) as behind:
        options = settings(upstreams_file=systems.upstreams_file(tmp_path, behind))
        async with running(create_app(options)) as server:
            for scenario, count in ((CHAT, 60), (STREAM, 20), (RESPONSE, 20), (NATIVE, 20)):
                await asyncio.to_thread(bench.load, "ours", server.url, scenario, count)
        counts = behind.counts()
    assert bench.faults == []
    assert bench.sent == {"ours": 120}
    assert (counts["chats"], counts["streams"], counts["complete"]) == (60, 60, 120)


@pytest.mark.parametrize(
    ("scenario", "batch", "table"),
    [
        (CHAT, 1, "chat_completions"),
        (STREAM, 1, "chat_completions"),
        (STREAM, 100, "chat_completions"),
        (RESPONSE, 1, "responses"),
        (NATIVE, 100, "responses"),
    ],
)
async def test_application_alone_answers_and_writes_rows(scenario: Scenario, batch: int, table: str) -> None:
    options = settings()
    await inside.load(inside.application(options, scenario, batch), scenario, 32)
    written = await asyncio.to_thread(rows.count_rows, options.database_url)
    assert (written["usage_records"], written[table]) == (32, 32)


def test_load_client_disconnect_is_counted_on_both_sides(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        result = _load(programs, behind.url, "--kind", "stream", "--requests", "12", "--concurrency", "4",
                     "--leave-after", "3", "--body", chat_body(stream=True, seed=5))  # fmt: skip
        counts = behind.counts()
    assert (result.sent, result.disconnected, result.complete, result.faults) == (12, 12, 0, 0)
    assert (counts["streams"], counts["disconnected"], counts["complete"]) == (12, 12, 0)


def test_upstream_with_requested_fault_fails(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        cut = _load(programs, behind.url, "--kind", "stream", "--requests", "4", "--body",
                    chat_body(stream=True, user="cut"))  # fmt: skip
        failed = _load(
            programs, behind.url, "--kind", "chat", "--requests", "4", "--body", chat_body(user="fail")
        )
        counts = behind.counts()
    assert (cut.broken, cut.complete) == (4, 0)
    assert (failed.status, failed.complete) == (4, 0)
    assert counts["faults"] == 8


def _event(number: int) -> str:
    delta = f'{{"content":"e{number:06} and five words more"}}'
    return f'data: {{"choices":[{{"delta":{delta},"finish_reason":null}}]}}\n\n'


_FINISH = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'
_DONE = "data: [DONE]\n\n"


def _stream(*parts: str) -> Script:
    return fixed_response("200 OK", "".join(parts).encode(), content_type="text/event-stream")


def _send_and_close(head: str) -> Script:
    async def script(upstream: FakeUpstream, writer: Writer) -> None:
        del upstream
        writer.write(head.encode())
        await writer.drain()

    return script


def _response_event(number: int, kind: str, **fields: object) -> str:
    data = {"type": f"response.{kind}", "sequence_number": number, **fields, "x": 1}
    return f"event: response.{kind}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"


def _delta(number: int, event: int) -> str:
    return _response_event(number, "output_text.delta", delta=f"e{event:06} and five words more")


@pytest.mark.parametrize(
    ("parts", "complete"),
    [
        ([_response_event(0, "created"), _delta(1, 0), _delta(2, 1), _response_event(3, "completed")], True),
        ([_response_event(0, "created"), _delta(1, 0), _delta(3, 1), _response_event(4, "completed")], False),
        ([_response_event(0, "created"), _delta(1, 1), _delta(2, 0), _response_event(3, "completed")], False),
        ([_response_event(0, "created"), _delta(1, 0), _response_event(2, "completed")], False),
        ([_response_event(0, "created"), _delta(1, 0), _delta(2, 1)], False),
        ([_response_event(0, "created"), _delta(1, 0), _delta(2, 1), _response_event(3, "failed")], False),
        ([_delta(0, 0), _delta(1, 1), _response_event(2, "completed"), _delta(3, 2)], False),
        ([_delta(0, 0), _delta(1, 1), _response_event(2, "completed"), "data: [DONE]\n\n"], False),
    ],
)  # fmt: skip
async def test_load_response_is_complete_or_wrong(
    programs: Programs, parts: list[str], complete: bool
) -> None:
    async with fake_upstream(_stream(*parts)) as fake:
        arguments = ("--kind", "response", "--requests", "1", "--events", "2", "--path", "/v1/responses")
        result = await asyncio.to_thread(_load, programs, fake.url, *arguments)
    assert (result.complete, result.wrong) == ((1, 0) if complete else (0, 1))


@pytest.mark.parametrize(
    ("script", "count"),
    [
        (_stream(_event(0), _event(1), _event(2), _FINISH, _DONE), "complete"),
        (_stream(": a comment\n\n", _event(0), _event(1), _event(2), _FINISH, _DONE), "complete"),
        (_stream(_event(0), _event(2), _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(2), _event(1), _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(1), _event(2), _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _FINISH, _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _FINISH), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _FINISH, _DONE, _event(3)), "wrong"),
        (_stream(_event(0), _event(1), 'data: {"error":{"message":"no"}}\n\n'), "wrong"),
        (fixed_response("500 No", b"{}"), "status"),
        (_send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n" + _event(0)), "broken"),
        (_send_and_close("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nda"), "broken"),
        (_send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}and more"), "wrong"),
    ],
)  # fmt: skip
async def test_load_stream_is_complete_or_counted_as_its_fault(
    programs: Programs, script: Script, count: str
) -> None:
    async with fake_upstream(script) as fake:
        arguments = ("--kind", "stream", "--requests", "1", "--events", str(_EVENTS))
        result = await asyncio.to_thread(_load, programs, fake.url, *arguments)
    assert {name: getattr(result, name) for name in ("complete", "wrong", "status", "broken")} == {
        "complete": 0, "wrong": 0, "status": 0, "broken": 0, count: 1,
    }  # fmt: skip
    assert len(fake.requests) == 1
    assert result.faults == (0 if count == "complete" else 1)


async def test_load_chat_with_other_text_is_wrong(programs: Programs) -> None:
    async with fake_upstream(
        fixed_response("200 OK", b'{"choices":[{"message":{"content":"something else"}}]}')
    ) as fake:
        result = await asyncio.to_thread(_load, programs, fake.url, "--kind", "chat", "--requests", "2")
    assert (result.wrong, result.complete) == (2, 0)
    assert "something else" in result.example


def test_programs_end_by_themselves(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        endless = chat_body(stream=True, seed=100, max_tokens=100_000)
        result = _load(
            programs, behind.url, "--kind", "stream", "--requests", "1", "--seconds", "1", "--body", endless
        )
    assert (result.sent, result.unfinished, result.complete) == (1, 1, 0)
    # The first ends after its time, the second with its standard input; neither needs a signal.
    assert (
        subprocess.run([programs.upstream, "1"], stdin=subprocess.DEVNULL, timeout=30, check=False).returncode
        == 0
    )
    assert subprocess.run([programs.upstream, "600"], input=b"", timeout=30, check=False).returncode == 0


def test_load_has_bounds(programs: Programs) -> None:
    many = [str(programs.load), "--port", "1", "--requests", "10", "--concurrency", "100000"]
    assert subprocess.run(many, stderr=subprocess.DEVNULL, timeout=30, check=False).returncode == 2
    # The port is closed: the generator gives up after a number of refusals.
    result = _load(programs, "http://127.0.0.1:1", "--kind", "chat", "--requests", "100000")
    assert 100 <= result.refused <= 200
    assert result.complete == 0


def test_total_of_a_dump_is_its_sum(tmp_path: Path) -> None:
    dump = tmp_path / "counts.1"
    dump.write_text("version: 1\nevents: Ir\nsummary: 0\n\nfn=(1) run\n7 12\ntotals: 1234567\n")
    assert instructions.total(dump) == 1_234_567
    dump.write_text("version: 1\n")
    with pytest.raises(ValueError, match="no sum"):
        instructions.total(dump)


def test_instructions_without_valgrind_reports_what_is_missing(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert instructions.run(programs, []) == 1
    assert "install Debian's package `valgrind`" in capsys.readouterr().out
