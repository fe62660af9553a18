"""Where other servers do something else with a request of the corpus, and why we differ.

`httptools` and `h11` are uvicorn's protocols. `nginx` (Debian's 1.22) stands in front of this server, and
only the answers are compared. `*` is an outcome that changes from run to run: a reset races with the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deviations:
    """Outcomes with one reason: case, then server."""

    why: str
    outcomes: Mapping[str, Mapping[str, str]]


DEVIATIONS = (
    Deviations(
        "Another status: uvicorn knows 400 only, httptools says it for URLs of 64 KiB; nginx has its own "
        "for methods and codings.",
        {
            "connect of a path": {
                "httptools": "CONNECT /a; kept",
                "h11": "CONNECT /a; closed",
                "nginx": "405",
            },
            "1.2": {"httptools": "400; closed", "h11": "GET /a; kept", "nginx": "GET /a"},
            "1.10": {"httptools": "400; closed", "h11": "400; closed", "nginx": "GET /a"},
            "2": {"httptools": "400; closed", "h11": "400; closed"},
            "3.0": {"httptools": "400; closed", "h11": "GET /a; kept"},
            "HTTP/2's preface": {"httptools": "400; closed", "h11": "PRI *; 400; closed", "nginx": "400"},
            "URL of 70 KB": {
                "httptools": "400; closed",
                "h11": "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…; kept",
            },
            "URL of 70 KB that does not end": {"httptools": "waits", "h11": "400; closed"},
            "URL of 200 KB": {"httptools": "400; closed", "h11": "*"},
            "query of 70 KB": {
                "httptools": "400; closed",
                "h11": "GET /?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…; kept",
            },
            "header of 200 KB": {"httptools": "GET /a; kept", "h11": "*", "nginx": "*"},
            "header of 200 KB that does not end": {"httptools": "waits", "h11": "*", "nginx": "*"},
            "method of 70 KB": {"h11": "GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG…; kept", "nginx": "414"},
            "chunked and identity": {"httptools": "POST /a hello; kept", "h11": "400; closed"},
            "gzip, chunked": {"httptools": "POST /a hello; kept", "h11": "400; closed"},
            "coding with a comma": {"httptools": "POST /a hello; kept", "h11": "400; closed"},
            "chunked twice in a list": {"nginx": "501"},
            "chunked in front of identity": {"nginx": "501"},
            "identity": {"nginx": "501"},
            "gzip": {"nginx": "501"},
            "unknown coding": {"nginx": "501"},
            "coding empty": {"nginx": "501"},
            "coding quoted": {"nginx": "501"},
            "coding with a vertical tab": {"nginx": "501"},
            "length and unknown coding": {"nginx": "501"},
            "trailer of 20 KB that does not end": {"httptools": "waits", "h11": "400; closed", "nginx": ""},
        },
    ),
    Deviations(
        "No bound there: of headers, of a URL, of a chunk's line, of trailers. Here each has one. nginx "
        "bounds a head to 32 KiB.",
        {
            "300 headers": {"httptools": "GET /a; kept", "h11": "GET /a; kept"},
            "300 different headers": {"httptools": "GET /a; kept", "h11": "GET /a; kept"},
            "extension of 2 KB": {
                "httptools": "POST /a hello; kept",
                "h11": "POST /a hello; kept",
                "nginx": "POST /a hello",
            },
            "trailers of 20 KB": {"httptools": "POST /a; kept", "h11": "POST /a; kept", "nginx": "POST /a"},
            "header of 60 KiB": {"nginx": "400"},
        },
    ),
    Deviations(
        "Versions that are not spoken are not refused there.",
        {
            "2.0": {"httptools": "GET /a; closed", "h11": "GET /a; kept"},
            "0.9 with a head": {"httptools": "GET /a; closed", "nginx": "no head"},
            "0.9 that says so": {"httptools": "GET /a; closed", "h11": "GET /a; closed"},
            "0.9": {"nginx": "no head"},
        },
    ),
    Deviations(
        "A proxy or a server in front may read the request in another way: what is not exact is refused "
        "here.",
        {
            "1.0 with chunks": {"httptools": "POST /a hello; closed", "h11": "POST /a hello; closed"},
            "host missing": {"httptools": "GET /a; kept"},
            "host twice": {"httptools": "GET /a; kept"},
            "host twice, different": {"httptools": "GET /a; kept"},
            "authorization twice": {"httptools": "GET /a; kept", "h11": "GET /a; kept"},
            "content type twice": {"httptools": "GET /a; kept", "h11": "GET /a; kept"},
            "LF only": {"h11": "GET /a; kept", "nginx": "GET /a"},
            "LF behind the request line": {"h11": "GET /a; kept", "nginx": "GET /a"},
            "LF behind a header": {"h11": "GET /a; kept", "nginx": "GET /a"},
            "LF at the end": {"h11": "GET /a; kept", "nginx": "GET /a"},
            "CR only": {"h11": "waits"},
            "CR in front of CRLF": {"nginx": "GET /a"},
            "version with a space behind it": {"nginx": "GET /a"},
            "value with a control character": {"h11": "GET /a; kept"},
            "value with DEL": {"h11": "GET /a; kept"},
            "folded header": {"h11": "GET /a; kept"},
            "folded header with a tab": {"h11": "GET /a; kept"},
            "folded length": {"h11": "POST /a hello; kept"},
            "colon missing": {"nginx": "GET /a"},
            "name that is not ASCII": {"nginx": "GET /a"},
            "name with a bracket": {"nginx": "GET /a"},
            "length with a comma": {"h11": "POST /a hello; kept"},
            "length twice": {"h11": "POST /a hello; kept"},
            "coding folded": {"h11": "POST /a hello; kept"},
            "coding behind an LF in another header": {"h11": "POST /a hello; kept", "nginx": "POST /a hello"},
            "length, then coding": {"h11": "POST /a hello; kept"},
            "coding, then length": {"h11": "POST /a hello; kept"},
            "coding and length that hide a request": {"h11": "POST /a; GET /smuggled; kept"},
            "websocket with coding and length": {"h11": "GET /a hello; kept"},
            "size with a space behind": {"h11": "POST /a hello; kept", "nginx": "POST /a hello"},
            "size ended by LF": {"nginx": "POST /a hello"},
            "chunk ended by LF": {"nginx": "POST /a hello"},
            "extension with a CR": {"h11": "POST /a hello; kept"},
            "trailer ended by LF": {"h11": "POST /a; GET /b; kept", "nginx": "POST /a; GET /b"},
            "trailer folded": {"h11": "POST /a; kept", "nginx": "POST /a"},
            "trailer without a colon": {"nginx": "POST /a"},
            "trailer with a space before the colon": {"nginx": "POST /a"},
            "trailer with a NUL": {"nginx": "POST /a"},
        },
    ),
    Deviations(
        "Numbers over 64 bits are no lengths.",
        {
            "length over 64 bits": {"h11": "waits"},
            "size over 64 bits": {"h11": "waits"},
        },
    ),
    Deviations(
        "h11 takes any token for a method and any text for a target; it does not split absolute targets.",
        {
            "method in lower case": {"h11": "get /a; kept"},
            "method unknown": {"h11": "FROB /a; kept"},
            "connect": {"h11": "CONNECT a:443; closed"},
            "fragment": {"h11": "GET /a#b; kept"},
            "target absolute": {"h11": "GET http://a/a; kept"},
            "target absolute of another host": {"h11": "GET http://b/a; kept"},
            "target absolute without a path": {"httptools": "400; closed", "h11": "GET http://a; kept"},
            "target without a slash": {"h11": "GET a; kept"},
            "target with an invalid port": {"h11": "GET http://a:99999/; kept", "nginx": "GET /"},
            "version of another protocol": {"h11": "400; closed", "nginx": "400"},
            "two spaces in the request line": {"h11": "400; closed"},
        },
    ),
    Deviations(
        "Line ends in front of a request are nothing (RFC 9112, 2.2); h11 refuses them.",
        {
            "line ends in front": {"h11": "400; closed"},
            "line ends between": {"h11": "GET /a; 400; closed"},
            "line end behind a body": {"h11": "POST /a hello; 400; closed"},
            "LF in front": {"h11": "400; closed"},
            "CR in front": {"h11": "400; closed"},
        },
    ),
    Deviations(
        "httptools treats a trailer as a header of its request; here trailers are dropped unread.",
        {
            "trailer that is a length": {"httptools": "400; closed"},
            "trailer that is a coding": {"httptools": "400; closed"},
        },
    ),
    Deviations(
        "RFC 9112, 7.1.1, allows a space there.",
        {
            "extension behind a space": {"httptools": "400; closed", "h11": "400; closed"},
            "coding behind a tab": {"nginx": "501"},
        },
    ),
    Deviations(
        "Nothing is written into or behind a response that is under way when the invalid bytes arrive. "
        "uvicorn on httptools loses the response.",
        {
            "early answer, invalid chunk behind it": {
                "httptools": "POST /early; 400; closed",
                "nginx": "400",
            },
            "length missing, body there": {
                "httptools": "400; closed",
                "h11": "POST /a; 400; closed",
                "nginx": "POST /a; 400",
            },
            "length too short": {
                "httptools": "400; closed",
                "h11": "POST /a hel; 400; closed",
                "nginx": "POST /a hel; 400",
            },
            "body behind its end": {
                "httptools": "400; closed",
                "h11": "POST /a; 400; closed",
                "nginx": "POST /a; 400",
            },
            "request, then garbage": {
                "httptools": "400; closed",
                "h11": "GET /a; 400; closed",
                "nginx": "GET /a; 400",
            },
            "request, then an invalid body": {
                "httptools": "400; closed",
                "h11": "GET /a; 400; closed",
                "nginx": "GET /a; 400",
            },
            "slow request, then garbage": {"h11": "GET /slow; 400; closed", "nginx": "GET /slow; 400"},
            "slow request, then a long URL": {"h11": "GET /slow; 400; closed", "nginx": "GET /slow; 414"},
            "h2c, then its preface": {"h11": "GET /a; PRI *; 400; closed", "nginx": "GET /a; 400"},
            "continue, early answer, next request": {
                "httptools": "400; closed",
                "h11": "POST /early; 400; closed",
                "nginx": "100; POST /early; 400",
            },
        },
    ),
    Deviations(
        "An offer to upgrade that is not accepted leaves the request as it is, with its body; the path of "
        "the contract's WebSocket is a 426 here.",
        {
            "h2c with a body": {"httptools": "POST /a; kept"},
            "h2c with chunks, then a request": {"httptools": "POST /a; kept"},
            "websocket": {
                "httptools": "GET /v1/responses; kept",
                "h11": "GET /v1/responses; kept",
                "nginx": "GET /v1/responses",
            },
            "websocket in a list": {
                "httptools": "GET /v1/responses; kept",
                "h11": "GET /v1/responses; kept",
                "nginx": "GET /v1/responses",
            },
            "websocket, then frames": {
                "httptools": "GET /v1/responses; kept",
                "h11": "GET /v1/responses; closed",
                "nginx": "GET /v1/responses; 400",
            },
            "websocket behind a request": {
                "httptools": "GET /b; GET /v1/responses; kept",
                "h11": "GET /b; GET /v1/responses; kept",
                "nginx": "GET /b; GET /v1/responses",
            },
        },
    ),
    Deviations(
        "nginx reads the body before it asks the server behind it; uvicorn on httptools sends 100 to "
        "HTTP/1.0.",
        {
            "continue, early answer": {"nginx": "100"},
            "continue by 1.0": {"httptools": "100; POST /a hello; closed"},
        },
    ),
    Deviations(
        "nginx has rules of its own for methods, targets and hosts.",
        {
            "options of the server": {"nginx": "400"},
            "trace": {"nginx": "405"},
            "percent sign that encodes nothing": {"nginx": "400"},
            "host empty": {"nginx": "400"},
        },
    ),
    Deviations(
        "The rest of the body is read here; elsewhere a reset may take the answer away.",
        {
            "early answer that closes": {"httptools": "*", "h11": "*"},
        },
    ),
)
