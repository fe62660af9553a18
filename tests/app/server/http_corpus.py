"""Raw requests, and what this server does with them.

An outcome lists the answers, then what becomes of the connection: it is `kept`, `closed`, or `waits` for more
bytes. An answer of the application is what it received (`POST /a hello`), any other one its status. `|` in a
text stands for CRLF. What other servers do differently is in `http_deviations.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One connection."""

    name: str
    packets: tuple[bytes, ...]
    outcome: str


def case(name: str, sent: str | tuple[str, ...], outcome: str) -> Case:
    """A case from text, of which each character is a byte."""
    packets = (sent,) if isinstance(sent, str) else sent
    return Case(name, tuple(packet.replace("|", "\r\n").encode("latin-1") for packet in packets), outcome)


G = "GET /{} HTTP/1.1|Host: a|"
P = "POST /{} HTTP/1.1|Host: a|"
GET_A = "GET /a HTTP/1.1|Host: a||"
GET_B = "GET /b HTTP/1.1|Host: a||"
CL = P.format("a") + "Content-Length: 5|"
TE = P.format("a") + "Transfer-Encoding: chunked|"
HELLO = "5|hello|0||"
BEHIND = "GET /smuggled HTTP/1.1|Host: a||"

BASICS = (
    case("get", GET_A, "GET /a; kept"),
    case("head", "HEAD /a HTTP/1.1|Host: a||", "HEAD /a; kept"),
    case("put", "PUT /a HTTP/1.1|Host: a|Content-Length: 2||hi", "PUT /a hi; kept"),
    case("patch", "PATCH /a HTTP/1.1|Host: a|Content-Length: 2||hi", "PATCH /a hi; kept"),
    case("delete", "DELETE /a HTTP/1.1|Host: a||", "DELETE /a; kept"),
    case("options", "OPTIONS /a HTTP/1.1|Host: a||", "OPTIONS /a; kept"),
    case("options of the server", "OPTIONS * HTTP/1.1|Host: a||", "OPTIONS *; kept"),
    case("trace", "TRACE /a HTTP/1.1|Host: a||", "TRACE /a; kept"),
    case("method in lower case", "get /a HTTP/1.1|Host: a||", "400; closed"),
    case("method unknown", "FROB /a HTTP/1.1|Host: a||", "400; closed"),
    case("method with a control character", "GE\x01T /a HTTP/1.1|Host: a||", "400; closed"),
    case("connect", "CONNECT a:443 HTTP/1.1|Host: a:443||", "400; closed"),
    case("connect of a path", "CONNECT /a HTTP/1.1|Host: a||", "400; closed"),
    case("query", G.format("a?b=c&d") + "|", "GET /a?b=c&d; kept"),
    case("query empty", G.format("a?") + "|", "GET /a; kept"),
    case("percent-encoded slash", G.format("a%2Fb") + "|", "GET /a%2Fb; kept"),
    case("percent sign that encodes nothing", G.format("a%zz") + "|", "GET /a%zz; kept"),
    case("fragment", G.format("a#b") + "|", "GET /a; kept"),
    case("target absolute", "GET http://a/a HTTP/1.1|Host: a||", "GET /a; kept"),
    case("target absolute of another host", "GET http://b/a HTTP/1.1|Host: a||", "GET /a; kept"),
    case("target absolute without a path", "GET http://a HTTP/1.1|Host: a||", "GET /; kept"),
    case("target without a slash", "GET a HTTP/1.1|Host: a||", "400; closed"),
    case("target empty", "GET  HTTP/1.1|Host: a||", "400; closed"),
    case("target with two leading slashes", "GET //a HTTP/1.1|Host: a||", "GET //a; kept"),
    case("target with dots", "GET /a/../b HTTP/1.1|Host: a||", "GET /a/../b; kept"),
    case("target with a space", "GET /a b HTTP/1.1|Host: a||", "400; closed"),
    case("target with a tab", "GET /a\tb HTTP/1.1|Host: a||", "400; closed"),
    case("target with a NUL", "GET /a\0b HTTP/1.1|Host: a||", "400; closed"),
    case("target that is not ASCII", "GET /\xe4 HTTP/1.1|Host: a||", "400; closed"),
    case("target with an invalid port", "GET http://a:99999/ HTTP/1.1|Host: a||", "400; closed"),
    case("get with a body", G.format("a") + "Content-Length: 5||hello", "GET /a hello; kept"),
    case("every byte a packet", tuple(CL.replace("|", "\r\n") + "\r\nhello"), "POST /a hello; kept"),
    case("connection close", G.format("a") + "Connection: close||", "GET /a; closed"),
    case("connection close in a list", G.format("a") + "Connection: x, Close||", "GET /a; closed"),
    case("connection keep-alive", G.format("a") + "Connection: keep-alive||", "GET /a; kept"),
    case(
        "early answer, body behind it",
        (P.format("early") + "Content-Length: 5||", "hello"),
        "POST /early; kept",
    ),
    case("early answer, body with it", P.format("early") + "Content-Length: 5||hello", "POST /early; kept"),
    case(
        "early answer that closes",
        (P.format("early-close") + "Content-Length: 5||", "he", "llo"),
        "POST /early-close; closed",
    ),
    case(
        "early answer, chunks behind it",
        (P.format("early") + "Transfer-Encoding: chunked||", "5|hel", "lo|0|", "|"),
        "POST /early; kept",
    ),
    case(
        "early answer, invalid chunk behind it",
        (P.format("early") + "Transfer-Encoding: chunked||", "x|"),
        "POST /early; closed",
    ),
)

VERSIONS = (
    case("1.0", "GET /a HTTP/1.0||", "GET /a; closed"),
    case("1.0 with a host", "GET /a HTTP/1.0|Host: a||", "GET /a; closed"),
    case("1.0 that keeps alive", "GET /a HTTP/1.0|Connection: keep-alive||", "GET /a; closed"),
    case("1.0 with a body", "POST /a HTTP/1.0|Content-Length: 5||hello", "POST /a hello; closed"),
    case("1.0 with a body without a length", "POST /a HTTP/1.0||", "POST /a; closed"),
    case("1.0 with chunks", "POST /a HTTP/1.0|Transfer-Encoding: chunked||" + HELLO, "400; closed"),
    case("0.9", "GET /a|", "waits"),
    case("0.9 with a head", "GET /a|Host: a||", "400; closed"),
    case("0.9 that says so", "GET /a HTTP/0.9|Host: a||", "400; closed"),
    case("1.2", "GET /a HTTP/1.2|Host: a||", "505; closed"),
    case("1.10", "GET /a HTTP/1.10|Host: a||", "505; closed"),
    case("2.0", "GET /a HTTP/2.0|Host: a||", "505; closed"),
    case("2", "GET /a HTTP/2|Host: a||", "505; closed"),
    case("3.0", "GET /a HTTP/3.0|Host: a||", "505; closed"),
    case("HTTP/2's preface", "PRI * HTTP/2.0||SM||", "505; closed"),
    case("version in lower case", "GET /a http/1.1|Host: a||", "400; closed"),
    case("version of another protocol", "GET /a RTSP/1.0|Host: a||", "GET /a; closed"),
    case("version with a space behind it", "GET /a HTTP/1.1 |Host: a||", "400; closed"),
    case("TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "400; closed"),
    case("garbage", "hello||", "400; closed"),
    case("NULs", "\0\0\0\0", "400; closed"),
)

LINE_ENDS = (
    case("line ends in front", "||||" + GET_A, "GET /a; kept"),
    case("line ends between", GET_A + "||" + GET_B, "GET /a; GET /b; kept"),
    case("line end behind a body", CL + "|hello|" + GET_B, "POST /a hello; GET /b; kept"),
    case("LF in front", "\n" + GET_A, "GET /a; kept"),
    case("CR in front", "\r" + GET_A, "GET /a; kept"),
    case("LF only", "GET /a HTTP/1.1\nHost: a\n\n", "400; closed"),
    case("LF behind the request line", "GET /a HTTP/1.1\nHost: a||", "400; closed"),
    case("LF behind a header", G.format("a") + "X: a\nY: b||", "400; closed"),
    case("LF at the end", "GET /a HTTP/1.1|Host: a|\n", "400; closed"),
    case("CR only", "GET /a HTTP/1.1\rHost: a\r\r", "400; closed"),
    case("CR within a header", G.format("a") + "X: a\rb||", "400; closed"),
    case("CR in front of CRLF", G.format("a") + "X: a\r||", "400; closed"),
    case("CR in a header's name", G.format("a") + "X\r: a||", "400; closed"),
    case("space in front of the request line", " " + GET_A, "400; closed"),
    case("two spaces in the request line", "GET  /a HTTP/1.1|Host: a||", "GET /a; kept"),
    case("tab in the request line", "GET\t/a HTTP/1.1|Host: a||", "400; closed"),
    case("head cut at its end", ("GET /a HTTP/1.1|Host: a|\r", "\n"), "GET /a; kept"),
    case("head that does not end", "GET /a HTTP/1.1|Host: a|", "waits"),
)

HEADERS = (
    case("host missing", "GET /a HTTP/1.1||", "400; closed"),
    case("host twice", G.format("a") + "Host: a||", "400; closed"),
    case("host twice, different", G.format("a") + "Host: b||", "400; closed"),
    case("host empty", "GET /a HTTP/1.1|Host:||", "GET /a; kept"),
    case(
        "authorization twice",
        G.format("a") + "Authorization: Bearer a|Authorization: Bearer b||",
        "400; closed",
    ),
    case("content type twice", G.format("a") + "Content-Type: a/b|Content-Type: a/c||", "400; closed"),
    case("cookie twice", G.format("a") + "Cookie: a=1|Cookie: b=1||", "GET /a; kept"),
    case("space in front of the colon", G.format("a") + "X : a||", "400; closed"),
    case("tab in front of the colon", G.format("a") + "X\t: a||", "400; closed"),
    case("name empty", G.format("a") + ": a||", "400; closed"),
    case("colon missing", G.format("a") + "X||", "400; closed"),
    case("name with a space", G.format("a") + "X Y: a||", "400; closed"),
    case("name that is not ASCII", G.format("a") + "X\xe4: a||", "400; closed"),
    case("name with a bracket", G.format("a") + "X[]: a||", "400; closed"),
    case("name with an underscore", G.format("a") + "X_Y: a||", "GET /a; kept"),
    case("name with a NUL", G.format("a") + "X\0: a||", "400; closed"),
    case("value with a NUL", G.format("a") + "X: a\0b||", "400; closed"),
    case("value with a control character", G.format("a") + "X: a\x01b||", "400; closed"),
    case("value with DEL", G.format("a") + "X: a\x7fb||", "400; closed"),
    case("value that is not ASCII", G.format("a") + "X: \xe4||", "GET /a; kept"),
    case("value with a tab", G.format("a") + "X: a\tb||", "GET /a; kept"),
    case("value empty", G.format("a") + "X:||", "GET /a; kept"),
    case("value without a space", G.format("a") + "X:a||", "GET /a; kept"),
    case("folded header", G.format("a") + "X: a| b||", "400; closed"),
    case("folded header with a tab", G.format("a") + "X: a|\tb||", "400; closed"),
    case("folded first header", "GET /a HTTP/1.1| X: a|Host: a||", "400; closed"),
    case("folded length", P.format("a") + "Content-Length:| 5||hello", "400; closed"),
    case("200 headers", G.format("a") + "X: a|" * 200 + "|", "GET /a; kept"),
    case("300 headers", G.format("a") + "X: a|" * 300 + "|", "431; closed"),
    case(
        "300 different headers", G.format("a") + "".join(f"X{i}: a|" for i in range(300)) + "|", "431; closed"
    ),
    case("header of 60 KiB", G.format("a") + "X: " + "a" * 60_000 + "||", "GET /a; kept"),
    case("header of 200 KB", G.format("a") + "X: " + "a" * 200_000 + "||", "431; closed"),
    case("header of 200 KB that does not end", G.format("a") + "X: " + "a" * 200_000, "431; closed"),
    case("URL of 3 KB", G.format("a" * 3000) + "|", "GET /" + "a" * 35 + "…; kept"),
    case("URL of 70 KB", G.format("a" * 70_000) + "|", "414; closed"),
    case("URL of 70 KB that does not end", "GET /" + "a" * 70_000, "414; closed"),
    case("URL of 200 KB", G.format("a" * 200_000) + "|", "414; closed"),
    case("query of 70 KB", G.format("?" + "a" * 70_000) + "|", "414; closed"),
    case("method of 70 KB", "G" * 70_000 + " / HTTP/1.1|Host: a||", "400; closed"),
)

LENGTHS = (
    case("length", CL + "|hello", "POST /a hello; kept"),
    case("length 0", P.format("a") + "Content-Length: 0||", "POST /a; kept"),
    case("length missing", P.format("a") + "|", "POST /a; kept"),
    case("length missing, body there", P.format("a") + "|hello||", "POST /a; closed"),
    case("length too short", P.format("a") + "Content-Length: 3||hello||", "POST /a hel; closed"),
    case("length too long", P.format("a") + "Content-Length: 9||hello", "waits"),
    case("length with leading zeros", P.format("a") + "Content-Length: 005||hello", "POST /a hello; kept"),
    case("length with spaces around", P.format("a") + "Content-Length:   5  ||hello", "POST /a hello; kept"),
    case("length negative", P.format("a") + "Content-Length: -5||hello", "400; closed"),
    case("length with a plus", P.format("a") + "Content-Length: +5||hello", "400; closed"),
    case("length hexadecimal", P.format("a") + "Content-Length: 0x5||hello", "400; closed"),
    case("length with a point", P.format("a") + "Content-Length: 5.0||hello", "400; closed"),
    case("length with an underscore", P.format("a") + "Content-Length: 1_0||hello", "400; closed"),
    case("length empty", P.format("a") + "Content-Length:||", "400; closed"),
    case("length a word", P.format("a") + "Content-Length: five||hello", "400; closed"),
    case("length of another script", P.format("a") + "Content-Length: \xb2||hello", "400; closed"),
    case("length with a space within", P.format("a") + "Content-Length: 5 0||hello", "400; closed"),
    case("length with a comma", P.format("a") + "Content-Length: 5, 5||hello", "400; closed"),
    case("length over 64 bits", P.format("a") + "Content-Length: 99999999999999999999||hello", "400; closed"),
    case("length twice", CL + "Content-Length: 5||hello", "400; closed"),
    case("length twice, different", CL + "Content-Length: 0||hello", "400; closed"),
    case("length with a space before the colon", P.format("a") + "Content-Length : 5||hello", "400; closed"),
    case(
        "length named with an underscore",
        P.format("a") + "Content_Length: 5||" + GET_B,
        "POST /a; GET /b; kept",
    ),
    case(
        "length hides a request",
        P.format("a") + f"Content-Length: {len(BEHIND.replace('|', '  '))}||" + BEHIND,
        "POST /a GET /smuggled HTTP/1.1..Host: a.…; kept",
    ),
)

CODINGS = (
    case("chunked", TE + "|" + HELLO, "POST /a hello; kept"),
    case(
        "chunked in capitals", P.format("a") + "Transfer-Encoding: CHUNKED||" + HELLO, "POST /a hello; kept"
    ),
    case(
        "chunked with spaces around",
        P.format("a") + "Transfer-Encoding:  chunked ||" + HELLO,
        "POST /a hello; kept",
    ),
    case("chunked twice", TE + "Transfer-Encoding: chunked||" + HELLO, "400; closed"),
    case(
        "chunked twice in a list",
        P.format("a") + "Transfer-Encoding: chunked, chunked||" + HELLO,
        "400; closed",
    ),
    case(
        "chunked and identity",
        P.format("a") + "Transfer-Encoding: identity, chunked||" + HELLO,
        "501; closed",
    ),
    case(
        "chunked in front of identity",
        P.format("a") + "Transfer-Encoding: chunked, identity||" + HELLO,
        "400; closed",
    ),
    case("identity", P.format("a") + "Transfer-Encoding: identity||hello", "400; closed"),
    case("gzip", P.format("a") + "Transfer-Encoding: gzip||hello", "400; closed"),
    case("gzip, chunked", P.format("a") + "Transfer-Encoding: gzip, chunked||" + HELLO, "501; closed"),
    case("unknown coding", P.format("a") + "Transfer-Encoding: xchunked||" + HELLO, "400; closed"),
    case("coding empty", P.format("a") + "Transfer-Encoding:||" + HELLO, "400; closed"),
    case("coding with a comma", P.format("a") + "Transfer-Encoding: ,chunked||" + HELLO, "501; closed"),
    case("coding quoted", P.format("a") + 'Transfer-Encoding: "chunked"||' + HELLO, "400; closed"),
    case(
        "coding with a vertical tab",
        P.format("a") + "Transfer-Encoding: \x0bchunked||" + HELLO,
        "400; closed",
    ),
    case(
        "coding behind a tab", P.format("a") + "Transfer-Encoding:\tchunked||" + HELLO, "POST /a hello; kept"
    ),
    case(
        "coding with a space before the colon",
        P.format("a") + "Transfer-Encoding : chunked||" + HELLO,
        "400; closed",
    ),
    case("coding folded", P.format("a") + "Transfer-Encoding:| chunked||" + HELLO, "400; closed"),
    case(
        "coding behind an LF in another header",
        P.format("a") + "X: a\nTransfer-Encoding: chunked||" + HELLO,
        "400; closed",
    ),
    case(
        "coding named with an underscore",
        P.format("a") + "Transfer_Encoding: chunked||" + GET_B,
        "POST /a; GET /b; kept",
    ),
    case(
        "coding behind a CR in another header",
        P.format("a") + "X: a\rTransfer-Encoding: chunked||" + HELLO,
        "400; closed",
    ),
    case("length, then coding", CL + "Transfer-Encoding: chunked||" + HELLO, "400; closed"),
    case("coding, then length", TE + "Content-Length: 5||" + HELLO, "400; closed"),
    case("coding and length that hide a request", TE + "Content-Length: 4||0||" + BEHIND, "400; closed"),
    case("length and unknown coding", CL + "Transfer-Encoding: x||hello", "400; closed"),
    case("get with chunks", G.format("a") + "Transfer-Encoding: chunked||" + HELLO, "GET /a hello; kept"),
)

CHUNKS = (
    case("two chunks", TE + "|2|he|3|llo|0||", "POST /a hello; kept"),
    case("no chunk", TE + "|0||", "POST /a; kept"),
    case("size in capitals", TE + "|A|helloworld|0||", "POST /a helloworld; kept"),
    case("size with leading zeros", TE + "|0005|hello|000||", "POST /a hello; kept"),
    case("size with many leading zeros", TE + "|000000005|hello|0||", "POST /a hello; kept"),
    case("size over 64 bits", TE + "|fffffffffffffffff|hello", "400; closed"),
    case("size empty", TE + "||hello|0||", "400; closed"),
    case("size negative", TE + "|-5|hello|0||", "400; closed"),
    case("size with 0x", TE + "|0x5|hello|0||", "400; closed"),
    case("size a word", TE + "|five|hello|0||", "400; closed"),
    case("size with a space in front", TE + "| 5|hello|0||", "400; closed"),
    case("size with a space behind", TE + "|5 |hello|0||", "400; closed"),
    case("size ended by LF", TE + "|5\nhello|0||", "400; closed"),
    case("chunk ended by LF", TE + "|5|hello\n0||", "400; closed"),
    case("chunk longer than its size", TE + "|3|hello|0||", "400; closed"),
    case("chunk without a line end", TE + "|5|hello0||", "400; closed"),
    case("chunks cut anywhere", tuple((TE + "|" + HELLO).replace("|", "\r\n")), "POST /a hello; kept"),
    case("extension", TE + "|5;a=b|hello|0||", "POST /a hello; kept"),
    case("extension quoted", TE + '|5;a="b;c"|hello|0||', "POST /a hello; kept"),
    case("extension behind a space", TE + "|5 ;a|hello|0||", "POST /a hello; kept"),
    case("extension with an LF", TE + "|5;a\nb|hello|0||", "400; closed"),
    case("extension with a CR", TE + "|5;a\rb|hello|0||", "400; closed"),
    case("extension of 2 KB", TE + "|5;" + "a" * 2000 + "|hello|0||", "400; closed"),
    case("last chunk's extension", TE + "|5|hello|0;a=b||", "POST /a hello; kept"),
    case("trailer", TE + "|5|hello|0|X: a||" + GET_B, "POST /a hello; GET /b; kept"),
    case(
        "trailer that is a credential", TE + "|0|Authorization: Bearer a||" + GET_B, "POST /a; GET /b; kept"
    ),
    case("trailer that is a host", TE + "|0|Host: b||" + GET_B, "POST /a; GET /b; kept"),
    case("trailer that is a length", TE + "|0|Content-Length: 50||" + GET_B, "POST /a; GET /b; kept"),
    case("trailer that is a coding", TE + "|0|Transfer-Encoding: chunked||" + GET_B, "POST /a; GET /b; kept"),
    case("trailer empty", TE + "|0|X:||", "POST /a; kept"),
    case("trailer without a colon", TE + "|0|X||", "400; closed"),
    case("trailer with a space before the colon", TE + "|0|X : a||", "400; closed"),
    case("trailer ended by LF", TE + "|0|X: a\n|" + GET_B, "400; closed"),
    case("trailer folded", TE + "|0|X: a| b||", "400; closed"),
    case("trailer with a NUL", TE + "|0|X: \0||", "400; closed"),
    case("trailers of 20 KB", TE + "|0|" + ("X: " + "a" * 100 + "|") * 200 + "|", "431; closed"),
    case("trailer of 20 KB that does not end", TE + "|0|X: " + "a" * 20_000, "431; closed"),
    case("trailers that do not end", TE + "|0|X: a|", "waits"),
    case("body that does not end", TE + "|5|hello|", "waits"),
    case("body behind its end", TE + "|0||hello||", "POST /a; closed"),
    case("garbage instead of a body", TE + "|" + GET_B, "400; closed"),
)

PIPELINES = (
    case("two requests", GET_A + GET_B, "GET /a; GET /b; kept"),
    case("request with a body, then one", CL + "|hello" + GET_B, "POST /a hello; GET /b; kept"),
    case("chunked request, then one", TE + "|" + HELLO + GET_B, "POST /a hello; GET /b; kept"),
    case("slow request, then one", G.format("slow") + "|" + GET_B, "GET /slow; GET /b; kept"),
    case("request that closes, then one", G.format("a") + "Connection: close||" + GET_B, "GET /a; closed"),
    case("1.0, then one", "GET /a HTTP/1.0||" + GET_B, "GET /a; closed"),
    case("request, then garbage", GET_A + "hello||", "GET /a; closed"),
    case("slow request, then garbage", (G.format("slow") + "|", "hello||"), "GET /slow; closed"),
    case("request, then a half one", GET_A + "GET /b HT", "GET /a; waits"),
    case("request, then an invalid body", GET_A + TE + "|x|", "GET /a; closed"),
    case(
        "half request behind one, then its rest",
        (GET_A + "GET /b HT", "TP/1.1|Host: a||"),
        "GET /a; GET /b; kept",
    ),
    case(
        "slow request, then a long URL", (G.format("slow") + "|", "GET /" + "a" * 70_000), "GET /slow; closed"
    ),
    case("30 requests", GET_A * 30, "GET /a; " * 30 + "kept"),
    case(
        "request behind an early answer's body",
        P.format("early") + "Content-Length: 5||hello" + GET_B,
        "POST /early; GET /b; kept",
    ),
    case("head, then get", "HEAD /a HTTP/1.1|Host: a||" + GET_B, "HEAD /a; GET /b; kept"),
)

_OFFER = "Connection: Upgrade|Upgrade: "
UPGRADES = (
    case("h2c", G.format("a") + _OFFER + "h2c|HTTP2-Settings: AAMAAABk||", "GET /a; kept"),
    case("h2c with a body", CL + _OFFER + "h2c||hello", "POST /a hello; kept"),
    case(
        "h2c with chunks, then a request",
        TE + _OFFER + "h2c||" + HELLO + GET_B,
        "POST /a hello; GET /b; kept",
    ),
    case("h2c, then its preface", G.format("a") + _OFFER + "h2c||PRI * HTTP/2.0||SM||", "GET /a; closed"),
    case("websocket elsewhere", G.format("a") + _OFFER + "websocket||", "GET /a; kept"),
    case("websocket", G.format("v1/responses") + _OFFER + "websocket||", "426; closed"),
    case("websocket in a list", G.format("v1/responses") + _OFFER + "foo, WebSocket||", "426; closed"),
    case(
        "websocket, then frames",
        G.format("v1/responses") + _OFFER + "websocket||\x81\x05hello",
        "426; closed",
    ),
    case("websocket by post", P.format("v1/responses") + _OFFER + "websocket||", "POST /v1/responses; kept"),
    case(
        "websocket by 1.0",
        "GET /v1/responses HTTP/1.0|Host: a|" + _OFFER + "websocket||",
        "GET /v1/responses; closed",
    ),
    case(
        "websocket without connection",
        G.format("v1/responses") + "Upgrade: websocket||",
        "GET /v1/responses; kept",
    ),
    case(
        "connection without upgrade",
        G.format("v1/responses") + "Connection: Upgrade||",
        "GET /v1/responses; kept",
    ),
    case(
        "websocket behind a request",
        GET_B + G.format("v1/responses") + _OFFER + "websocket||",
        "GET /b; 426; closed",
    ),
    case(
        "websocket with coding and length",
        G.format("a") + _OFFER + "websocket|Content-Length: 5|Transfer-Encoding: chunked||" + HELLO,
        "400; closed",
    ),
)

EXPECTATIONS = (
    case("continue", (CL + "Expect: 100-continue||", "hello"), "100; POST /a hello; kept"),
    case("continue in capitals", (CL + "Expect: 100-Continue||", "hello"), "100; POST /a hello; kept"),
    case("continue, body with it", CL + "Expect: 100-continue||hello", "100; POST /a hello; kept"),
    case("continue with chunks", (TE + "Expect: 100-continue||", HELLO), "100; POST /a hello; kept"),
    case("continue without a body", G.format("a") + "Expect: 100-continue||", "100; GET /a; kept"),
    case(
        "continue, early answer",
        P.format("early") + "Content-Length: 5|Expect: 100-continue||",
        "POST /early; closed",
    ),
    case(
        "continue, early answer, next request",
        P.format("early") + "Content-Length: 5|Expect: 100-continue||" + GET_B,
        "POST /early; closed",
    ),
    case(
        "continue by 1.0",
        "POST /a HTTP/1.0|Content-Length: 5|Expect: 100-continue||hello",
        "POST /a hello; closed",
    ),
    case("another expectation", CL + "Expect: 200-ok||hello", "POST /a hello; kept"),
)

GROUPS: dict[str, tuple[Case, ...]] = {
    "basics": BASICS,
    "versions": VERSIONS,
    "line ends": LINE_ENDS,
    "headers": HEADERS,
    "lengths": LENGTHS,
    "codings": CODINGS,
    "chunks": CHUNKS,
    "pipelines": PIPELINES,
    "upgrades": UPGRADES,
    "expectations": EXPECTATIONS,
}
"""The corpus, by subject."""
