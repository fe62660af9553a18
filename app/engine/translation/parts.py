"""Parts of an item's content, as chat completions have them."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.json_types import JsonObject
from app.engine.translation.decision import DroppedFields, check, no_value, require_supported
from app.engine.translation.item_table import PART_FIELDS, PARTS
from app.engine.translation.references import ResolvedReferences
from app.errors import BadRequest

_TEXT = ("input_text",)
ALLOWED = {
    "user": ("input_text", "input_image", "input_file"),
    "assistant": ("output_text", "refusal", "input_text"),
    "system": _TEXT,
    "developer": _TEXT,
    "tool": _TEXT,
}
"""By the role of the message that they come to stand in."""


class Parts:
    """Translates content; files are looked up in what is known."""

    def __init__(self, known: ResolvedReferences, left_out: DroppedFields) -> None:
        self._known = known
        self._left_out = left_out

    def content(self, content: str | Sequence[JsonObject], role: str, path: str) -> str | list[JsonObject]:
        """A message's `content`. Plain text stays or becomes a string, which every upstream takes."""
        if isinstance(content, str):
            return content
        parts = [self._part(part, role, f"{path}[{index}]") for index, part in enumerate(content)]
        if not parts:
            return ""
        if len(parts) == 1 and parts[0].keys() == {"type", "text"}:
            text: str = parts[0]["text"]
            return text
        return parts

    def _part(self, part: JsonObject, role: str, path: str) -> JsonObject:
        kind = part["type"]
        require_supported(PARTS, kind, f"{path}.type")
        if kind not in ALLOWED[role]:
            raise no_value(
                f"{path}.type", kind, f"a message of role '{role}' holds {' and '.join(ALLOWED[role])}"
            )
        check(PART_FIELDS[kind], part, path, self._left_out)
        if kind == "refusal":
            return {"type": "refusal", "refusal": part["refusal"]}
        if kind == "input_image":
            made = {"type": "image_url", "image_url": self._image(part, path)}
        elif kind == "input_file":
            made = {"type": "file", "file": self._file(part, path)}
        else:
            made = {"type": "text", "text": part["text"]}
        if part.get("prompt_cache_breakpoint") is not None:
            made["prompt_cache_breakpoint"] = part["prompt_cache_breakpoint"]
        return made

    def _image(self, part: JsonObject, path: str) -> JsonObject:
        url = part.get("image_url")
        if url is None:
            if part.get("file_id") is None:
                raise _missing(path, "image_url")
            url = self._known.file(part, path).data_url
        image = {"url": url}
        if part.get("detail") is not None:
            image["detail"] = part["detail"]
        return image

    def _file(self, part: JsonObject, path: str) -> JsonObject:
        data, name = part.get("file_data"), part.get("filename")
        if data is None:
            if part.get("file_id") is None:
                raise _missing(path, "file_data")
            found = self._known.file(part, path)
            data, name = found.data_url, name or found.filename
        file = {"file_data": data}
        if name is not None:
            file["filename"] = name
        return file


def _missing(path: str, field: str) -> BadRequest:
    return BadRequest(
        f"'{path}' has neither '{field}' nor 'file_id'; give one.",
        param=f"{path}.{field}",
        code="missing_required_parameter",
    )
