"""Multipart bodies: parsed while they are spooled, so that files are never in memory and the bytes can be replayed."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.aio.content import SpoolContent
from app.errors import BadRequest, PayloadTooLarge
from app.http.request import brackets
from generated.runtime import UploadedFile

_MOST_PARTS = 2_000
_LONGEST_TEXT = 8 * 1024 * 1024
_LONGEST_NAME = 1_000
_MOST_HEADER_BYTES = 16 * 1024


@dataclass(slots=True)
class _Part:
    name: str
    filename: str | None
    content_type: str | None
    offset: int
    length: int = 0


class FormReader:
    """Takes a body piece by piece; `fields` is then its nested content: text as str, files as `UploadedFile`."""

    def __init__(self, content: SpoolContent) -> None:
        boundary = parse_options_header(content.content_type.encode("latin-1"))[1].get(b"boundary")
        if not boundary or len(boundary) > 200:
            raise _bad("The Content-Type names no usable multipart boundary.")
        self._content = content
        self._parts: list[_Part] = []
        self._headers: dict[str, str] = {}
        self._header_name = b""
        self._header_value = b""
        self._header_bytes = 0
        self._base = 0
        self._piece = b""
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_text,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._part_data,
                "on_end": self._end,
            },
        )

    async def read(self, pieces: AsyncGenerator[bytes, None]) -> dict[str, Any]:
        """Spools and parses the whole body; raises BadRequest where it breaks off or is no form."""
        async for piece in pieces:
            self._base, self._piece = self._content.length, piece
            await self._content.write(piece)
            try:
                self._parser.write(piece)
            except MultipartParseError as error:
                raise _bad(f"The multipart body is broken: {str(error)[:120]}") from None
        if not self._ended:
            raise _bad("The multipart body ends before its closing boundary.")
        return self._fields()

    def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for part in self._parts:
            brackets.put(fields, part.name, self._value(part))
        return {name: brackets.lists(value) for name, value in fields.items()}

    def _value(self, part: _Part) -> str | UploadedFile:
        if part.offset < 0:
            part.offset = 0
        if part.filename is not None:
            return UploadedFile(self._content, part.offset, part.length, part.filename, part.content_type)
        if part.length > _LONGEST_TEXT:
            raise PayloadTooLarge(
                f"The text field '{part.name}' is over {_LONGEST_TEXT} bytes; send a file with a filename.",
                param=part.name,
            )
        try:
            text = self._content.text(part.offset, part.length).decode("utf-8")
        except UnicodeDecodeError:
            raise _bad(f"'{part.name}' is not UTF-8; a file needs a filename.", part.name) from None
        if "\0" in text:
            raise _bad(f"'{part.name}' holds a NUL character.", part.name)
        self._content.texts[part.name] = (part.offset, part.length)
        return text

    def _part_begin(self) -> None:
        if len(self._parts) >= _MOST_PARTS:
            raise _bad(f"The form has more than {_MOST_PARTS} parts.")
        self._headers = {}
        self._header_bytes = 0

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]
        self._count(end - start)

    def _header_text(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]
        self._count(end - start)

    def _count(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > _MOST_HEADER_BYTES:
            raise _bad("The headers of a part of the form are too long.")

    def _header_end(self) -> None:
        self._headers[self._header_name.decode("latin-1").lower()] = self._header_value.decode(
            "utf-8", "replace"
        )
        self._header_name = self._header_value = b""

    def _headers_finished(self) -> None:
        disposition = self._headers.get("content-disposition", "")
        options = parse_options_header(disposition.encode("utf-8"))[1]
        name = options.get(b"name", b"").decode("utf-8", "replace")
        if "\0" in disposition:
            raise _bad("The name or filename of a part of the form holds a NUL character.")
        if (
            not name
            or len(name) > _LONGEST_NAME
            or not re.match(r"form-data\b", disposition.strip(), re.IGNORECASE)
        ):
            raise _bad("A part of the form has no usable name.")
        filename = options.get(b"filename")
        text = filename.decode("utf-8", "replace") if filename is not None else None
        self._parts.append(_Part(name, text, self._headers.get("content-type"), -1))

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        part = self._parts[-1]
        if part.offset < 0:
            # Data that looked like a boundary when the piece before ended comes from the parser's own buffer.
            part.offset = self._base + start if data is self._piece else self._base - (end - start)
        part.length += end - start

    def _end(self) -> None:
        self._ended = True


def _bad(message: str, param: str | None = None) -> BadRequest:
    return BadRequest(message, param=param, code="invalid_form")
