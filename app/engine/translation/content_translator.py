"""The content parts of an item -> those of a chat message."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.json_types import JsonObject
from app.engine.translation.item_table import PART_FIELDS, PARTS
from app.engine.translation.references import ResolvedReferences
from app.engine.translation.support import DroppedFields, check_fields, require_supported, unsupported_value
from app.errors import BadRequest

_TEXT = ("input_text",)
ALLOWED_PARTS = {
    "user": ("input_text", "input_image", "input_file"),
    "assistant": ("output_text", "refusal", "input_text"),
    "system": _TEXT,
    "developer": _TEXT,
    "tool": ("input_text", "input_image", "input_file"),
}
"""Part types by the role of the chat message."""
_MEDIA = ("input_image", "input_file")
_MEDIA_NOTE = "[The images and files of this output are in the next user message.]"


class ContentTranslator:
    """Translates content; looks up files in the resolved references."""

    def __init__(self, references: ResolvedReferences, dropped: DroppedFields) -> None:
        self._references = references
        self._dropped = dropped

    def content(self, content: str | Sequence[JsonObject], role: str, path: str) -> str | list[JsonObject]:
        """A message's `content`. Plain text is a string, which every upstream accepts."""
        if isinstance(content, str):
            return content
        return _joined([self._part(part, role, f"{path}[{index}]") for index, part in enumerate(content)])

    def tool_output(
        self, output: str | Sequence[JsonObject], path: str, tool_images: str
    ) -> tuple[str | list[JsonObject], list[JsonObject]]:
        """A tool message's `content`, and the parts that a user message must hold in its place."""
        if isinstance(output, str) or tool_images == "tool_message":
            return self.content(output, "tool", path), []
        media = [part["type"] in _MEDIA for part in output]
        if not any(media):
            return self.content(output, "tool", path), []
        parts = [self._part(part, "tool", f"{path}[{index}]") for index, part in enumerate(output)]
        texts = [part for part, is_media in zip(parts, media, strict=True) if not is_media]
        texts.append({"type": "text", "text": _MEDIA_NOTE})
        return _joined(texts), [part for part, is_media in zip(parts, media, strict=True) if is_media]

    def _part(self, part: JsonObject, role: str, path: str) -> JsonObject:
        part_type = part["type"]
        require_supported(PARTS, part_type, f"{path}.type")
        if part_type not in ALLOWED_PARTS[role]:
            raise unsupported_value(
                f"{path}.type",
                part_type,
                f"a message of role '{role}' holds {' and '.join(ALLOWED_PARTS[role])}",
            )
        check_fields(PART_FIELDS[part_type], part, path, self._dropped)
        if part_type == "refusal":
            return {"type": "refusal", "refusal": part["refusal"]}
        if part_type == "input_image":
            chat_part = {"type": "image_url", "image_url": self._image(part, path)}
        elif part_type == "input_file":
            chat_part = {"type": "file", "file": self._file(part, path)}
        else:
            chat_part = {"type": "text", "text": part["text"]}
        if part.get("prompt_cache_breakpoint") is not None:
            chat_part["prompt_cache_breakpoint"] = part["prompt_cache_breakpoint"]
        return chat_part

    def _image(self, part: JsonObject, path: str) -> JsonObject:
        url = part.get("image_url")
        if url is None:
            if part.get("file_id") is None:
                raise _missing(path, "image_url")
            url = self._references.file(part, path).data_url
        image = {"url": url}
        detail = part.get("detail")
        if detail is not None:
            image["detail"] = "high" if detail == "original" else detail
        return image

    def _file(self, part: JsonObject, path: str) -> JsonObject:
        data, name = part.get("file_data"), part.get("filename")
        if data is None:
            if part.get("file_id") is None:
                raise _missing(path, "file_data")
            found = self._references.file(part, path)
            data, name = found.data_url, name or found.filename
        file = {"file_data": data}
        if name is not None:
            file["filename"] = name
        return file


def _joined(parts: list[JsonObject]) -> str | list[JsonObject]:
    if not parts:
        return ""
    if len(parts) == 1 and parts[0].keys() == {"type", "text"}:
        text: str = parts[0]["text"]
        return text
    return parts


def _missing(path: str, field: str) -> BadRequest:
    return BadRequest(
        f"'{path}' has neither '{field}' nor 'file_id'; give one.",
        param=f"{path}.{field}",
        code="missing_required_parameter",
    )
