"""Headless Chromium by its DevTools protocol, over pipes: no port, no package, no other host."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "no chromium on PATH"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
# Chromium reads commands at this descriptor and writes to the next.
_COMMANDS = 3
_SECONDS = 30


class Page:
    """A tab. Every method waits for its effect, 30 s at most."""

    def __init__(self, connection: _Connection, session: str) -> None:
        self._connection = connection
        self._session = session

    async def send(self, method: str, **parameters: Any) -> Any:
        """A command of the protocol and its result."""
        return await self._connection.send(method, parameters, self._session)

    @property
    def requested(self) -> list[str]:
        """The URLs that the page has requested so far."""
        return [
            event["params"]["request"]["url"]
            for event in self._connection.events
            if event["method"] == "Network.requestWillBeSent"
        ]

    @property
    def problems(self) -> list[str]:
        """What the console reports as an error: exceptions, refused scripts and styles."""
        found = []
        for event in self._connection.events:
            if event["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(event["params"]["exceptionDetails"]))
            elif event["method"] == "Log.entryAdded":
                entry = event["params"]["entry"]
                # An answer that is an error is no fault of the page.
                if entry["level"] == "error" and entry["source"] != "network":
                    found.append(entry["text"])
        return found

    async def open(self, url: str) -> None:
        """Navigates and waits until the document is loaded."""
        await self.send("Page.navigate", url=url)
        await self.wait("document.readyState === 'complete'")

    async def evaluate(self, script: str) -> Any:
        """The JSON value of an expression, which may be a promise."""
        result = await self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    async def wait(self, condition: str) -> None:
        """Until a JavaScript expression is true."""
        for _ in range(_SECONDS * 20):
            if await self.evaluate(f"Boolean({condition})"):
                return
            await asyncio.sleep(0.05)
        text = await self.evaluate("document.body.innerText")
        raise AssertionError(f"never true: {condition}\n{text}")

    async def text(self, selector: str) -> str:
        """The visible text of the first element that matches."""
        await self.wait(f"document.querySelector({json.dumps(selector)})")
        return str(await self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText"))

    async def click(self, selector: str) -> None:
        """Clicks on the centre of an element, as a mouse does."""
        target = f"document.querySelector({json.dumps(selector)})"
        await self.wait(target)
        await self.evaluate(f"{target}.scrollIntoView({{block: 'center'}})")
        box = await self.evaluate(f"{target}.getBoundingClientRect().toJSON()")
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            await self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    async def type(self, selector: str, text: str) -> None:
        """Replaces the value of a field, as a keyboard does."""
        await self.evaluate(f"document.querySelector({json.dumps(selector)}).select()")
        await self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        await self.send("Input.insertText", text=text)

    async def press(self, key: str, code: int) -> None:
        """Presses and releases a key, by its name and its virtual code."""
        for kind in ("rawKeyDown", "keyUp"):
            await self.send(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code
            )

    async def resize(self, width: int, height: int, *, dark: bool = False) -> None:
        """Sets the window's size in CSS pixels and the preferred colours."""
        await self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.send("Emulation.setEmulatedMedia", features=[scheme])

    async def screenshot(self, path: Path) -> None:
        """Writes what is visible as a PNG."""
        result = await self.send("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(result["data"]))


class _Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.WriteTransport) -> None:
        self.events: list[dict[str, Any]] = []
        self._reader = reader
        self._writer = writer
        self._pending: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last = 0

    async def send(self, method: str, parameters: dict[str, Any], session: str | None = None) -> Any:
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        answer = self._pending[self._last] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps(message).encode() + b"\0")
        found = await asyncio.wait_for(answer, _SECONDS)
        assert "error" not in found, (method, found["error"])
        return found["result"]

    async def read(self) -> None:
        while True:
            message = json.loads((await self._reader.readuntil(b"\0"))[:-1])
            if "id" in message:
                self._pending.pop(message["id"]).set_result(message)
            else:
                self.events.append(message)


@asynccontextmanager
async def browser_page(folder: Path) -> AsyncGenerator[Page, None]:
    """A tab of a browser of its own, whose profile is in `folder`."""
    assert CHROMIUM is not None
    loop = asyncio.get_running_loop()
    child_reads, we_write = os.pipe()
    we_read, child_writes = os.pipe()
    # The shell gives the two pipes the numbers that Chromium expects.
    redirect = f'exec "$0" "$@" {_COMMANDS}<&{child_reads} {_COMMANDS + 1}>&{child_writes}'
    arguments = [CHROMIUM, *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(  # noqa: ASYNC220 - starting it takes a millisecond
        ["/bin/bash", "-c", redirect, *arguments],
        pass_fds=(child_reads, child_writes),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(child_reads)
    os.close(child_writes)
    reader = asyncio.StreamReader(limit=64 * 1024 * 1024)
    read_transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(we_read, "rb")
    )
    write_transport, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(we_write, "wb"))
    connection = _Connection(reader, write_transport)
    reading = asyncio.create_task(connection.read())
    try:
        target = (await connection.send("Target.createTarget", {"url": "about:blank"}))["targetId"]
        attached = await connection.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        page = Page(connection, attached["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network"):
            await page.send(f"{domain}.enable")
        yield page
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        write_transport.close()
        read_transport.close()
        process.kill()
        await asyncio.to_thread(process.wait)
