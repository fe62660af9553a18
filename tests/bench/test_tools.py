"""The load generator and the upstream do what they say: what was sent, answered and seen are the same numbers."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path

import pytest

from app.main import create_app
from tests.bench import inside, instructions, rows, systems
from tests.bench.programs import Answered, Programs, begun, ended, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, NATIVE, RESPONSE, STREAM, Scenario, chat_body
from tests.support.fake_upstream import FakeUpstream, Script, Writer, fixed_response
from tests.support.fake_upstream import fake_upstream as faking
from tests.support.server import running, settings

_EVENTS = 3


def _load(programs: Programs, url: str, *arguments: str) -> Answered:
    return ended(begun(programs, url, arguments))


def test_what_was_sent_is_what_was_answered_and_what_the_upstream_saw(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        chats = _load(programs, behind.url, *CHAT.arguments(300))
        streams = _load(programs, behind.url, *STREAM.arguments(40))
        paced = _load(programs, behind.url, "--kind", "stream", "--requests", "20", "--concurrency", "20",
                      "--events", "5", "--body", chat_body(stream=True, seed=2, max_tokens=5))  # fmt: skip
        responses = _load(programs, behind.url, *NATIVE.arguments(40))
        counts = behind.counts()
    assert (chats.sent, chats.whole) == (300, 300)
    assert (streams.sent, streams.whole, streams.usages) == (40, 40, 40)
    assert (paced.sent, paced.whole) == (20, 20)
    assert (responses.sent, responses.whole, responses.usages) == (40, 40, 40)
    assert paced.total.p50 >= 5 * 2000
    assert (counts["chats"], counts["streams"], counts["whole"], counts["left"]) == (300, 100, 400, 0)


async def test_through_this_server_the_numbers_stay_the_same(programs: Programs, tmp_path: Path) -> None:
    bench = Bench(programs, [])
    with upstream(programs, 60) as behind:
        given = settings(upstreams_file=systems.upstreams_file(tmp_path, behind))
        async with running(create_app(given)) as server:
            for scenario, count in ((CHAT, 60), (STREAM, 20), (RESPONSE, 20), (NATIVE, 20)):
                await asyncio.to_thread(bench.load, "ours", server.url, scenario, count)
        counts = behind.counts()
    assert bench.faults == []
    assert bench.sent == {"ours": 120}
    assert (counts["chats"], counts["streams"], counts["whole"]) == (60, 60, 120)


@pytest.mark.parametrize(
    ("scenario", "at_once", "table"),
    [
        (CHAT, 1, "chat_completions"),
        (STREAM, 1, "chat_completions"),
        (STREAM, 100, "chat_completions"),
        (RESPONSE, 1, "responses"),
        (NATIVE, 100, "responses"),
    ],
)
async def test_the_application_alone_answers_and_writes_its_rows(
    scenario: Scenario, at_once: int, table: str
) -> None:
    given = settings()
    await inside.load(inside.application(given, scenario, at_once), scenario, 32)
    written = await asyncio.to_thread(rows.counted, given.database_url)
    assert (written["usage_records"], written[table]) == (32, 32)


def test_a_client_that_leaves_is_counted_on_both_sides(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        told = _load(programs, behind.url, "--kind", "stream", "--requests", "12", "--concurrency", "4",
                     "--leave-after", "3", "--body", chat_body(stream=True, seed=5))  # fmt: skip
        counts = behind.counts()
    assert (told.sent, told.left, told.whole, told.faults) == (12, 12, 0, 0)
    assert (counts["streams"], counts["left"], counts["whole"]) == (12, 12, 0)


def test_the_upstream_fails_when_asked_to(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        cut = _load(programs, behind.url, "--kind", "stream", "--requests", "4", "--body",
                    chat_body(stream=True, user="cut"))  # fmt: skip
        failed = _load(
            programs, behind.url, "--kind", "chat", "--requests", "4", "--body", chat_body(user="fail")
        )
        counts = behind.counts()
    assert (cut.broken, cut.whole) == (4, 0)
    assert (failed.status, failed.whole) == (4, 0)
    assert counts["faults"] == 8


def _event(number: int) -> str:
    return f'data: {{"choices":[{{"delta":{{"content":"e{number:06} and five words more"}},"finish_reason":null}}]}}\n\n'


_FINISH = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'
_DONE = "data: [DONE]\n\n"


def _stream(*parts: str) -> Script:
    return fixed_response("200 OK", "".join(parts).encode(), content_type="text/event-stream")


def _half(head: str) -> Script:
    async def script(upstream: FakeUpstream, writer: Writer) -> None:
        del upstream
        writer.write(head.encode())
        await writer.drain()

    return script


def _told(number: int, kind: str, **fields: object) -> str:
    data = {"type": f"response.{kind}", "sequence_number": number, **fields, "x": 1}
    return f"event: response.{kind}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"


def _delta(number: int, event: int) -> str:
    return _told(number, "output_text.delta", delta=f"e{event:06} and five words more")


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([_told(0, "created"), _delta(1, 0), _delta(2, 1), _told(3, "completed")], True),
        ([_told(0, "created"), _delta(1, 0), _delta(3, 1), _told(4, "completed")], False),
        ([_told(0, "created"), _delta(1, 1), _delta(2, 0), _told(3, "completed")], False),
        ([_told(0, "created"), _delta(1, 0), _told(2, "completed")], False),
        ([_told(0, "created"), _delta(1, 0), _delta(2, 1)], False),
        ([_told(0, "created"), _delta(1, 0), _delta(2, 1), _told(3, "failed")], False),
        ([_delta(0, 0), _delta(1, 1), _told(2, "completed"), _delta(3, 2)], False),
        ([_delta(0, 0), _delta(1, 1), _told(2, "completed"), "data: [DONE]\n\n"], False),
    ],
)  # fmt: skip
async def test_a_response_is_whole_or_not(programs: Programs, parts: list[str], whole: bool) -> None:
    async with faking(_stream(*parts)) as fake:
        arguments = ("--kind", "response", "--requests", "1", "--events", "2", "--path", "/v1/responses")
        told = await asyncio.to_thread(_load, programs, fake.url, *arguments)
    assert (told.whole, told.wrong) == ((1, 0) if whole else (0, 1))


@pytest.mark.parametrize(
    ("script", "count"),
    [
        (_stream(_event(0), _event(1), _event(2), _FINISH, _DONE), "whole"),
        (_stream(": a comment\n\n", _event(0), _event(1), _event(2), _FINISH, _DONE), "whole"),
        (_stream(_event(0), _event(2), _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(2), _event(1), _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(1), _event(2), _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _FINISH, _FINISH, _DONE), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _FINISH), "wrong"),
        (_stream(_event(0), _event(1), _event(2), _FINISH, _DONE, _event(3)), "wrong"),
        (_stream(_event(0), _event(1), 'data: {"error":{"message":"no"}}\n\n'), "wrong"),
        (fixed_response("500 No", b"{}"), "status"),
        (_half("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n" + _event(0)), "broken"),
        (_half("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nda"), "broken"),
        (_half("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}and more"), "wrong"),
    ],
)  # fmt: skip
async def test_an_answer_is_whole_or_counted_as_what_it_is(
    programs: Programs, script: Script, count: str
) -> None:
    async with faking(script) as fake:
        arguments = ("--kind", "stream", "--requests", "1", "--events", str(_EVENTS))
        told = await asyncio.to_thread(_load, programs, fake.url, *arguments)
    assert {name: getattr(told, name) for name in ("whole", "wrong", "status", "broken")} == {
        "whole": 0, "wrong": 0, "status": 0, "broken": 0, count: 1,
    }  # fmt: skip
    assert len(fake.requests) == 1
    assert told.faults == (0 if count == "whole" else 1)


async def test_another_text_is_no_answer_to_a_chat(programs: Programs) -> None:
    async with faking(
        fixed_response("200 OK", b'{"choices":[{"message":{"content":"something else"}}]}')
    ) as fake:
        told = await asyncio.to_thread(_load, programs, fake.url, "--kind", "chat", "--requests", "2")
    assert (told.wrong, told.whole) == (2, 0)
    assert "something else" in told.example


def test_both_end_by_themselves(programs: Programs) -> None:
    with upstream(programs, 60) as behind:
        endless = chat_body(stream=True, seed=100, max_tokens=100_000)
        told = _load(
            programs, behind.url, "--kind", "stream", "--requests", "1", "--seconds", "1", "--body", endless
        )
    assert (told.sent, told.late, told.whole) == (1, 1, 0)
    # Its time is up; nobody listens to it any more; both without a signal.
    assert (
        subprocess.run([programs.upstream, "1"], stdin=subprocess.DEVNULL, timeout=30, check=False).returncode
        == 0
    )
    assert subprocess.run([programs.upstream, "600"], input=b"", timeout=30, check=False).returncode == 0


def test_a_load_has_bounds(programs: Programs) -> None:
    many = [str(programs.load), "--port", "1", "--requests", "10", "--concurrency", "100000"]
    assert subprocess.run(many, stderr=subprocess.DEVNULL, timeout=30, check=False).returncode == 2
    # Nobody listens there: it gives up instead of trying on.
    told = _load(programs, "http://127.0.0.1:1", "--kind", "chat", "--requests", "100000")
    assert 100 <= told.refused <= 200
    assert told.whole == 0


def test_the_instructions_of_a_dump_are_its_sum(tmp_path: Path) -> None:
    dump = tmp_path / "counts.1"
    dump.write_text("version: 1\nevents: Ir\nsummary: 0\n\nfn=(1) run\n7 12\ntotals: 1234567\n")
    assert instructions.total(dump) == 1_234_567
    dump.write_text("version: 1\n")
    with pytest.raises(ValueError, match="no sum"):
        instructions.total(dump)


def test_without_valgrind_it_is_said_what_is_missing(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert instructions.run(programs, []) == 1
    assert "valgrind, which is not here" in capsys.readouterr().out
