"""Addresses that a stranger may put into a posting's place: none leads anywhere but to the public web."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Callable

import pytest

from inroad.errors import FetchError, PostingError
from inroad.tools.postings.url import UrlPostingReader
from inroad.tools.web.connections import Addresses, Network, Patience
from inroad.tools.web.fetch import fetch
from tests.reliability import RELIABILITY, Figure
from tests.tools.provider_server import end_after, reply, serving

Record = Callable[[str, object], None]

METADATA = "/latest/meta-data/iam/security-credentials/"
# Every way to write a host that some program takes for a private address, a metadata server among them.
PRIVATE_HOSTS = [
    "localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "ip6-localhost", "a.localhost", "127.0.0.1",
    "127.0.0.1.", "127.1", "127.0.1", "127.000.000.001", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433",
    "017700000001", "00000000177.1", "127.0.0.255", "127.255.255.254", "127.0.0.1%00", "127.0.0.1%2e", "0",
    "0.0.0.0", "00.0", "0x0", "0.0.0.0.", "10.0.0.1", "10.1", "0xa.1", "167772161", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "192.168.1", "0xc0a80001", "3232235521", "100.64.0.1", "100.100.100.200", "169.254.169.254",
    "169.254.43518", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "025177524776", "169.254.170.2",
    "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%251]",
    "[fec0::1]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]",
    "127。0。0。1", "127．0．0．1", "１２７.0.0.1", "①②⑦.0.0.1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ",
    "𝟙𝟚𝟟.0.0.1", "loc\u00adalhost",
    "l\u200bocalhost", "127.0.0.1\u200b",
]  # fmt: skip
# What is read in two ways: a checker's host and a connector's differ, or nobody can tell which is meant.
TWO_READINGS = [
    "http://public.example@127.0.0.1/",
    "http://127.0.0.1@public.example/",
    "http://public.example:80@127.0.0.1/",
    "http://a:b@c@127.0.0.1/",
    "http://127.0.0.1#@public.example/",
    "http://127.0.0.1?@public.example/",
    "http://127.0.0.1\\@public.example/",
    "http://127.0.0.1\t.public.example/",
    "http://127.0.0.1\n.public.example/",
    "http://127.0.0.1%0d%0aHost:%20x/",
    "http://127.0.0.1 public.example/",
    "http://[::1]public.example/",
    "http://[::1]@public.example/",
    "http://[127.0.0.1]/",
    "http://public.example%2f@127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http:127.0.0.1/",
    "http:/127.0.0.1/",
    "http:///127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "//127.0.0.1/",
    "http://0/",
    "http://./",
    "http://.../",
    "http://%31%32%37.0.0.1/",
    "http://user%40:pw@127.0.0.1/",
    "http://@127.0.0.1/",
    "http://:@127.0.0.1/",
    "http://xn--a/",
    "http://" + "a" * 300 + ".example/",
    "http://\x00/",
]
SCHEMES = [
    f"{scheme}:{rest}"
    for scheme in [
        "file",
        "ftp",
        "gopher",
        "dict",
        "ldap",
        "jar:http",
        "data",
        "javascript",
        "ws",
        "smb",
        "netdoc",
        "tftp",
    ]
    for rest in ("//127.0.0.1/etc/passwd", "///etc/passwd")
] + ["FILE:///etc/passwd", "view-source:http://127.0.0.1/", "blob:http://127.0.0.1/x", "http+unix://%2Fvar%2Frun%2Fd/"]
PORTS = [
    "21",
    "22",
    "25",
    "6379",
    "8080",
    "9200",
    "0",
    "-1",
    "+80",
    "080000",
    "65536",
    "80a",
    "٨٠",
    "80.0",
    " 80",
    "1e2",
]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_of_a_private_host_is_reached(scheme: str, record_property: Record) -> None:
    with serving(reply(raw=b"<p>secret", kind="text/html")) as inside:
        port = int(inside.url.rsplit(":", 1)[1])
        for host in PRIVATE_HOSTS:
            network = Network(lambda name, _: [(found, port) for found, _ in _system(name)])
            with pytest.raises(FetchError):
                fetch(f"{scheme}://{host}{METADATA}", network=network, patience=Patience(connect=2, read=1, total=3))
        assert inside.connections == 0
    record_property(RELIABILITY, Figure("private addresses", len(PRIVATE_HOSTS), len(PRIVATE_HOSTS)).row())


def _system(name: str) -> Addresses:
    """What the system's resolver says of a host that is a number, without asking a name server for other names."""
    flags = 0 if "localhost" in name else socket.AI_NUMERICHOST
    found = socket.getaddrinfo(name, 80, type=socket.SOCK_STREAM, flags=flags)
    return [(str(each[4][0]), 80) for each in found]


@pytest.mark.parametrize("url", [*TWO_READINGS, *SCHEMES, *(f"http://public.example:{port}/" for port in PORTS)])
def test_what_has_two_readings_or_no_reading_is_not_asked(url: str, record_property: Record) -> None:
    """Loopback stands for every host here; a request would arrive, and only the public name may be asked."""
    with serving(reply(raw=b"<p>secret", kind="text/html")) as server:
        port = int(server.url.rsplit(":", 1)[1])
        asked: list[str] = []

        def find(name: str, _: int) -> Addresses:
            asked.append(name)
            return [("127.0.0.1" if name == "public.example" else "127.0.0.66", port)]

        network = Network(find, lambda address: address != "127.0.0.66")
        with pytest.raises(FetchError):
            fetch(url, network=network, patience=Patience(connect=1, read=1, total=2))
        assert server.connections == 0
    record_property(RELIABILITY, Figure("addresses with two readings", 1, 1).row())


REDIRECTS = [
    *(f"http://{host}{METADATA}" for host in PRIVATE_HOSTS[::3]),
    "//127.0.0.1/",
    "http://127.0.0.1:22/",
    "file:///etc/passwd",
    "data:text/html,<h1>Engineer</h1>",
    "javascript:alert(1)",
    "http://me:canary@public.example/",
    "/\\127.0.0.1/",
    "http:127.0.0.1",
    "\r\nhttp://127.0.0.1/",
]


@pytest.mark.parametrize("hops", [1, 4])
def test_no_redirect_leads_inside(hops: int, record_property: Record) -> None:
    on = reply(raw=b"", status=302, kind="text/html", headers={"Location": "/on"})
    for target in REDIRECTS:
        last = b"HTTP/1.1 302 Said\r\nContent-Length: 0\r\nLocation: " + target.strip().encode() + b"\r\n\r\n"
        with serving(*[on] * (hops - 1), last, reply(raw=b"", status=404)) as server:
            port = int(server.url.rsplit(":", 1)[1])
            asked: list[str] = []

            def find(name: str, _: int, port: int = port, asked: list[str] = asked) -> Addresses:
                asked.append(name)
                return [("127.0.0.1" if name == "public.example" else "127.0.0.66", port)]

            network = Network(find, lambda address: address != "127.0.0.66")
            with pytest.raises(FetchError) as caught:
                fetch("http://public.example/jobs/1", network=network)
            assert "canary" not in str(caught.value)
            # What stays at the public host is a page of it; nothing else was connected to.
            assert server.connections == len([name for name in asked if name == "public.example"])
            assert all(request.headers["host"] == "public.example" for request in server.requests)
    record_property(RELIABILITY, Figure("redirects inside", len(REDIRECTS), len(REDIRECTS)).row())


@pytest.mark.parametrize("turns", [1, 2, 5])
def test_a_name_that_turns_private_between_two_requests(turns: int, record_property: Record) -> None:
    on = reply(raw=b"", status=302, kind="text/html", headers={"Location": "/on"})
    with serving(on) as public, serving(reply(raw=b"secret", kind="text/html")) as inside:
        ports = [int(server.url.rsplit(":", 1)[1]) for server in (public, inside)]
        answers: list[Addresses] = [[("127.0.0.1", ports[0])]] * turns + [[("127.0.0.66", ports[1])]]
        network = Network(lambda *_: answers.pop(0), lambda address: address != "127.0.0.66")
        with pytest.raises(FetchError, match="not on the public internet"):
            fetch("http://turning.example/", network=network)
        assert (len(public.requests), inside.connections, answers) == (turns, 0, [])
    record_property(RELIABILITY, Figure("redirects inside", 1, 1).row())


def test_a_backslash_is_a_slash_as_in_a_browser() -> None:
    with serving(reply(raw=b"<p>x", kind="text/html")) as server:
        port = int(server.url.rsplit(":", 1)[1])
        names = {"public.example": [("127.0.0.1", port)]}
        network = Network(lambda name, _: names[name], lambda _: True)
        fetch("http://public.example\\@127.0.0.1/", network=network)
    assert [request.headers["host"] for request in server.requests] == ["public.example"]


def test_the_address_that_was_checked_is_the_one_that_is_connected() -> None:
    """The host's name is asked for once: the system's resolver is not asked again on connecting."""
    names: list[str] = []
    with serving(reply(raw=b"<p>x", kind="text/html")) as server:
        port = int(server.url.rsplit(":", 1)[1])

        def find(name: str, _: int) -> Addresses:
            names.append(name)
            return [("127.0.0.1", port)]

        # No name server knows this host: connecting by name would fail.
        assert fetch("http://pinned.invalid/", network=Network(find, lambda _: True)).body == b"<p>x"
    assert names == ["pinned.invalid"]


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("аcme.example", "xn--cme-5cd.example"),  # the first letter is Cyrillic
        ("acme。example", "acme.example"),
        ("ＡＣＭＥ.example", "acme.example"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_name_in_other_letters_is_asked_as_it_is_registered(host: str, asked: str) -> None:
    names: list[str] = []

    def find(name: str, _: int) -> Addresses:
        names.append(name)
        return []

    with pytest.raises(FetchError):
        fetch(f"http://{host}/", network=Network(find, lambda _: True))
    assert names in ([asked], [])


BOMBS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", lambda zeros: gzip.compress(zeros, 9)),
    "deflate": ("deflate", lambda zeros: zlib.compress(zeros, 9)),
    "gzip twice": ("gzip, gzip", lambda zeros: gzip.compress(gzip.compress(zeros, 9))),
    "many members": ("gzip", lambda zeros: gzip.compress(zeros[:1_000_000], 9) * 40),
    "other packings": ("br", lambda zeros: b"x" * 100),
    "a chain of packings": (", ".join(["gzip"] * 40), lambda zeros: b"x"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_that_swells_is_given_up(name: str) -> None:
    packing, packed = BOMBS[name]
    body = packed(bytes(30_000_000))
    with serving(reply(raw=body, kind="text/html", headers={"Content-Encoding": packing})) as server:
        port = int(server.url.rsplit(":", 1)[1])
        with pytest.raises(FetchError, match=r"larger than 5 MB|no text that can be read|broke off"):
            fetch("http://big.example/", network=Network(lambda *_: [("127.0.0.1", port)], lambda _: True))


KINDS = [
    "application/pdf",
    "image/svg+xml",
    "application/javascript",
    "text/css",
    "application/zip",
    "video/mp4",
    "text/x-sh",
    "multipart/mixed",
    "application/x-www-form-urlencoded",
    "message/rfc822",
    "font/woff2",
    "text/html\x01",
    "*/*",
]


@pytest.mark.parametrize("kind", KINDS)
def test_only_text_is_read(kind: str) -> None:
    with serving(reply(raw=b"<h1>Engineer</h1>", kind=kind)) as server:
        port = int(server.url.rsplit(":", 1)[1])
        network = Network(lambda *_: [("127.0.0.1", port)], lambda _: True)
        with pytest.raises(FetchError, match="is no text that can be read"):
            fetch("http://odd.example/", network=network)


OK, HTML = b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\n"
CHUNKED = OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n"
ODD_ANSWERS = {
    "two lengths": OK + HTML + b"Content-Length: 1\r\nContent-Length: 9\r\n\r\nx",
    "a negative length": OK + HTML + b"Content-Length: -1\r\n\r\nx",
    "a length of words": OK + HTML + b"Content-Length: many\r\n\r\nx",
    "chunks of nonsense": CHUNKED + b"zz\r\nx\r\n",
    "a huge chunk": CHUNKED + b"ffffffffffffffff\r\nx\r\n",
    "a negative chunk": CHUNKED + b"-5\r\nx\r\n",
    "no status": b"HTTP/1.1\r\n\r\n",
    "a status of words": b"HTTP/1.1 abc\r\n\r\n",
    "a status below 100": b"HTTP/1.1 007 OK\r\n\r\n",
    "HTTP/0.9": b"<html>hello",
    "continue for ever": b"HTTP/1.1 100 Continue\r\n\r\n" * 300,
    "switching": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
    "headers without colons": OK + b"nonsense\r\n\r\n",
    "bytes in a header": OK + b"Content-Type: text/html; charset=\xff\xfe\r\n\r\nx",
    "an odd charset": OK + b"Content-Type: text/html; charset*=x'y'%ff\r\n\r\nx",
    "a charset that is no text's": OK + b"Content-Type: text/html; charset=base64\r\n\r\n\xff\xfe\xfd",
    "a null in a charset": OK + b"Content-Type: text/html; charset=a\x00b\r\n\r\n\xff\xfe\xfd",
    "a location of bytes": b"HTTP/1.1 302 OK\r\nLocation: http://\xff\xfe/\r\n\r\n",
    "an empty location": b"HTTP/1.1 302 OK\r\nLocation:  \r\n\r\n",
    "a location that is itself": b"HTTP/1.1 302 OK\r\nLocation: \r\nLocation: /\r\n\r\n",
}


@pytest.mark.parametrize("how", ODD_ANSWERS)
def test_an_odd_answer_ends_in_a_page_or_in_a_sentence(how: str, record_property: Record) -> None:
    with serving(end_after(ODD_ANSWERS[how])) as server:
        port = int(server.url.rsplit(":", 1)[1])
        network = Network(lambda *_: [("127.0.0.1", port)], lambda _: True)
        reader = UrlPostingReader(lambda url, *, largest=1: fetch(url, largest=largest, network=network))
        with pytest.raises(PostingError) as caught:
            reader.read("http://odd.example/jobs/1")
        assert str(caught.value).isprintable()
    record_property(RELIABILITY, Figure("bad inputs", 1, 1).row())
