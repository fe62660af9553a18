"""Parses multipart bodies while they are spooled.

Files are never held in memory, and the original bytes can be forwarded.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.aio.content import SpoolContent
from app.aio.ticks import yield_to_loop
from app.errors import BadRequest, PayloadTooLarge
from app.http.request import brackets
from generated.runtime import UploadedFile

_MAX_BOUNDARY = 200
_MAX_PARTS = 2_000
_PIECE_BYTES = 32 * 1024
# Fields are read in groups of so many.
_GROUP = 100
_MAX_NAME_CHARACTERS = 1_000
_MAX_HEADER_BYTES = 16 * 1024


@dataclass(slots=True)
class _Part:
    name: str
    filename: str | None
    content_type: str | None
    offset: int
    length: int = 0


class FormReader:
    """Reads a multipart body to its nested fields: text as str, files as `UploadedFile`."""

    def __init__(self, content: SpoolContent, max_text_bytes: int) -> None:
        boundary = parse_options_header(content.content_type.encode("latin-1"))[1].get(b"boundary")
        if not boundary or len(boundary) > _MAX_BOUNDARY:
            raise _invalid(
                f"The Content-Type has no valid boundary; send one of 1 to {_MAX_BOUNDARY} characters."
            )
        self._content = content
        self._parts: list[_Part] = []
        self._headers: dict[str, str] = {}
        self._header_name = b""
        self._header_value = b""
        self._header_bytes = 0
        self._max_text_bytes = max_text_bytes
        self._text_bytes = 0
        self._chunk_offset = 0
        self._chunk = b""
        self._complete = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_end": self._on_end,
            },
        )

    async def read(self, chunks: AsyncGenerator[bytes, None]) -> dict[str, Any]:
        """Spools and parses the whole body. Raises BadRequest if it is incomplete or not a valid form."""
        async for chunk in chunks:
            offset = self._content.length
            await self._content.write(chunk)
            # Data that looks like boundaries takes the parser a microsecond a byte.
            for start in range(0, len(chunk), _PIECE_BYTES):
                if start:
                    await yield_to_loop()
                self._chunk_offset, self._chunk = offset + start, chunk[start : start + _PIECE_BYTES]
                self._parse()
        if not self._complete:
            raise _invalid("The multipart body ends before its closing boundary.")
        return await self._fields()

    def _parse(self) -> None:
        try:
            self._parser.write(self._chunk)
        except MultipartParseError as error:
            raise _invalid(f"The multipart body is invalid: {str(error)[:120]}") from None

    async def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for number, part in enumerate(self._parts):
            if number % _GROUP == _GROUP - 1:
                await yield_to_loop()
            brackets.insert(fields, part.name, self._value(part))
        return {name: brackets.indexed_to_lists(value) for name, value in fields.items()}

    def _value(self, part: _Part) -> str | UploadedFile:
        if part.offset < 0:
            part.offset = 0
        if part.filename is not None:
            return UploadedFile(self._content, part.offset, part.length, part.filename, part.content_type)
        try:
            text = self._content.text(part.offset, part.length).decode("utf-8")
        except UnicodeDecodeError:
            message = f"'{part.name}' is not valid UTF-8; send a file with a filename."
            raise _invalid(message, part.name) from None
        if "\0" in text:
            raise _invalid(f"'{part.name}' contains a NUL character.", part.name)
        self._content.texts[part.name] = (part.offset, part.length)
        return text

    def _on_part_begin(self) -> None:
        if len(self._parts) >= _MAX_PARTS:
            raise _invalid(f"The form has more than {_MAX_PARTS} parts; send fewer.")
        self._headers = {}
        self._header_bytes = 0

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]
        self._count_header_bytes(end - start)

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]
        self._count_header_bytes(end - start)

    def _count_header_bytes(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > _MAX_HEADER_BYTES:
            raise _invalid(f"The headers of a form part exceed {_MAX_HEADER_BYTES} bytes.")

    def _on_header_end(self) -> None:
        self._headers[self._header_name.decode("latin-1").lower()] = self._header_value.decode(
            "utf-8", "replace"
        )
        self._header_name = self._header_value = b""

    def _on_headers_finished(self) -> None:
        disposition = self._headers.get("content-disposition", "")
        options = parse_options_header(disposition.encode("utf-8"))[1]
        name = options.get(b"name", b"").decode("utf-8", "replace")
        if "\0" in disposition:
            raise _invalid("The name or filename of a form part contains a NUL character.")
        if (
            not name
            or len(name) > _MAX_NAME_CHARACTERS
            or not re.match(r"form-data\b", disposition.strip(), re.IGNORECASE)
        ):
            raise _invalid('A form part has no valid name; send Content-Disposition: form-data; name="…".')
        filename = options.get(b"filename")
        text = filename.decode("utf-8", "replace") if filename is not None else None
        self._parts.append(_Part(name, text, self._headers.get("content-type"), -1))

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        part = self._parts[-1]
        if part.offset < 0:
            # The parser buffers the end of a chunk that looks like a boundary until the next chunk.
            within = data is self._chunk
            part.offset = self._chunk_offset + (start if within else start - end)
        part.length += end - start
        if part.filename is None:
            self._text_bytes += end - start
            if self._text_bytes > self._max_text_bytes:
                raise PayloadTooLarge(
                    f"The text fields of the form exceed {self._max_text_bytes} bytes at '{part.name[:60]}' "
                    "(setting MAX_FORM_TEXT_BYTES); send large ones with a filename.",
                    param=part.name,
                    headers={"connection": "close"},
                )

    def _on_end(self) -> None:
        self._complete = True


def _invalid(message: str, param: str | None = None) -> BadRequest:
    return BadRequest(message, param=param, code="invalid_form")
