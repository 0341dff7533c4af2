from __future__ import annotations

import gzip
import pickle
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inroad.errors import FetchError
from inroad.tools.web import LARGEST_PAGE, Page
from inroad.tools.web.connections import Addresses, Network, Patience, resolve
from inroad.tools.web.fetch import fetch, shown
from tests.tools.provider_server import ProviderServer, closed_port, end_after, reply, reset_after, serving
from tests.tools.web.loopback_web import PRIVATE, LoopbackWeb, certificate

HOST = "acme.example"
PAGE = f"http://{HOST}/jobs/1"


@pytest.fixture
def web() -> LoopbackWeb:
    return LoopbackWeb()


def html(text: str = "<p>Hello", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    return reply(raw=text.encode(), kind=kind, headers=headers)


def moved(to: str, status: int = 302) -> bytes:
    return reply(raw=b"", status=status, kind="text/html", headers={"Location": to})


@pytest.fixture
def site(web: LoopbackWeb) -> Iterator[Callable[..., ProviderServer]]:
    """Makes the host of these tests known, answering with the given replies."""
    opened: list[ProviderServer] = []

    def open_site(*replies: bytes | Callable[..., bytes | None], host: str = HOST) -> ProviderServer:
        opened.append(ProviderServer(*replies))
        web.put(host, opened[-1])
        return opened[-1]

    yield open_site
    for server in opened:
        server.close()


Site = Callable[..., ProviderServer]


def test_a_page_is_fetched_with_its_type_and_where_it_was(web: LoopbackWeb, site: Site) -> None:
    server = site(html())
    page = web.fetch()(" http://ACME.example/jobs/1?id=7&q=a b#apply ")
    assert page == Page("http://acme.example/jobs/1?id=7&q=a%20b", "text/html", "utf-8", b"<p>Hello")
    request = server.requests[0]
    assert (request.method, request.target, request.body) == ("GET", "/jobs/1?id=7&q=a%20b", b"")
    assert (request.headers["host"], request.headers["user-agent"]) == (HOST, "inroad")
    assert not {"cookie", "authorization", "referer"} & request.headers.keys()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("TEXT/HTML;Charset=ISO-8859-1", ("text/html", "iso-8859-1")),
        ("application/json", ("application/json", "")),
        ('text/plain; charset="utf-16"', ("text/plain", "utf-16")),
        ("text/markdown", ("text/markdown", "")),
        ("application/xml", ("application/xml", "")),
        ("application/ld+json", ("application/ld+json", "")),
    ],
)
def test_text_types_are_read(web: LoopbackWeb, site: Site, header: str, expected: tuple[str, str]) -> None:
    site(html(kind=header))
    page = web.fetch()(PAGE)
    assert (page.content_type, page.charset) == expected


@pytest.mark.parametrize("header", ["image/png", "application/pdf", "application/octet-stream", "nonsense", ""])
def test_other_types_are_refused(web: LoopbackWeb, site: Site, header: str) -> None:
    site(html(kind=header))
    with pytest.raises(FetchError, match="is no text that can be read") as caught:
        web.fetch()(PAGE)
    assert caught.value.status == 200


def test_a_packing_that_was_not_asked_for_is_refused(web: LoopbackWeb, site: Site) -> None:
    site(html(**{"Content-Encoding": "zstd"}))
    with pytest.raises(FetchError, match="is no text that can be read"):
        web.fetch()(PAGE)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://acme.example/job", "is no http or https address"),
        ("file:///etc/passwd", "is no http or https address"),
        ("gopher://acme.example/", "is no http or https address"),
        ("acme.example/job", "is no http or https address"),
        ("http:///job", "is no http or https address"),
        ("", "is no http or https address"),
        ("http://user@acme.example/job", "holds a user name or password"),
        ("https://user:canary@acme.example/job", "holds a user name or password"),
        ("http://acme.example:22/job", "is at port 22, and only 80 and 443 are asked"),
        ("http://acme.example:8080/job", "is at port 8080"),
        ("http://acme.example:99999/job", "The address cannot be read"),
        ("http://acme.example:port/job", "The address cannot be read"),
        ("http://[::1/job", "The address cannot be read"),
        ("http://acme.example/" + "x" * 5000, "longer than 4000 characters"),
    ],
)
def test_an_address_that_may_not_be_asked_is_not_even_resolved(web: LoopbackWeb, url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        web.fetch()(url)
    assert web.asked == []
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("port", [80, 443])
def test_the_two_usual_ports_may_be_named(web: LoopbackWeb, site: Site, port: int) -> None:
    site(html())
    assert web.fetch()(f"http://{HOST}:{port}/").body == b"<p>Hello"


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0", "169.254.169.254"],
)
def test_no_spelling_of_a_private_address_is_asked(host: str) -> None:
    with pytest.raises(FetchError, match=r"not on the public internet|not a host that can be found"):
        fetch(f"http://{host}/latest/meta-data/")


def test_the_system_resolves_a_name_to_its_addresses() -> None:
    assert ("127.0.0.1", 80) in resolve("localhost", 80)
    with pytest.raises((OSError, UnicodeError)):
        resolve("a" * 70, 80)


def test_one_private_address_among_public_ones_refuses_the_host(web: LoopbackWeb, site: Site) -> None:
    server = site(html())
    web.put(HOST, server, PRIVATE)
    with pytest.raises(FetchError, match=r"acme\.example is not on the public internet, so it is not asked"):
        web.fetch()(PAGE)
    assert server.connections == 0


def test_a_redirect_to_a_private_address_is_not_followed(web: LoopbackWeb, site: Site) -> None:
    site(moved("http://inside.example/secret"))
    with serving(html("secret")) as inside:
        web.put("inside.example", inside, PRIVATE)
        with pytest.raises(FetchError, match=r"inside\.example is not on the public internet"):
            web.fetch()(PAGE)
        assert inside.connections == 0


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "is no http or https address"),
        ("http://acme.example:6379/", "is at port 6379"),
        ("http://me:canary@acme.example/", "holds a user name or password"),
        ("http://[bad/", "leads to an address that cannot be read"),
        ("http://a b/", "The address cannot be read"),
    ],
)
def test_a_redirect_passes_the_same_checks(web: LoopbackWeb, site: Site, target: str, reason: str) -> None:
    server = site(moved(target))
    with pytest.raises(FetchError, match=reason):
        web.fetch()(PAGE)
    assert len(server.requests) == 1


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(site: Site) -> None:
    server = site(html("public"))
    port = int(server.url.rsplit(":", 1)[1])
    answers: list[Addresses] = [[("127.0.0.1", port)], [(PRIVATE, port)]]
    checked: list[str] = []

    def is_allowed(address: str) -> bool:
        checked.append(address)
        return address != PRIVATE

    rebinding = Network(lambda host, asked_port: answers.pop(0), is_allowed)
    assert fetch(PAGE, network=rebinding).body == b"public"
    assert (checked, len(answers)) == (["127.0.0.1"], 1)
    with pytest.raises(FetchError, match="not on the public internet"):
        fetch(PAGE, network=rebinding)
    assert server.connections == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(web: LoopbackWeb, site: Site, status: int) -> None:
    site(moved("http://careers.acme.example/über/2?x=1", status), host=HOST)
    careers = site(moved("../3"), html(), host="careers.acme.example")
    page = web.fetch()(PAGE)
    assert page.url == "http://careers.acme.example/3"
    assert [request.target for request in careers.requests] == ["/%C3%BCber/2?x=1", "/3"]
    assert web.asked == [HOST, "careers.acme.example", "careers.acme.example"]


def test_five_redirects_are_followed_and_no_sixth(web: LoopbackWeb, site: Site) -> None:
    site(*[moved("/on")] * 5, html())
    assert web.fetch()(PAGE).url == "http://acme.example/on"
    web.hosts.clear()
    server = site(moved("/on"))
    with pytest.raises(FetchError, match="is reached by more than 5 redirects"):
        web.fetch()(PAGE)
    assert len(server.requests) == 6


def test_cookies_are_not_kept(web: LoopbackWeb, site: Site) -> None:
    setting = reply(raw=b"", status=302, headers={"Location": "/on", "Set-Cookie": "id=7"})
    server = site(setting, html())
    web.fetch()(PAGE)
    assert "cookie" not in server.requests[1].headers


def test_proxies_of_the_environment_are_not_used(web: LoopbackWeb, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site(html())
    with serving(html("by the proxy")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert web.fetch()(PAGE).body == b"<p>Hello"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, r"is not there \(any more\) \(404\)"),
        (410, r"is not there \(any more\) \(410\)"),
        (401, r"is not shown to programs \(401\): save the page"),
        (403, r"is not shown to programs \(403\)"),
        (429, r"was not given \(429\): try again later"),
        (503, r"was not given \(503\): try again later"),
        (204, r"was not given \(204\)"),
        (302, r"was not given \(302\)"),
    ],
)
def test_a_status_that_is_no_page_is_told(web: LoopbackWeb, site: Site, status: int, reason: str) -> None:
    site(html("x" if status != 204 else "").replace(b"200", str(status).encode(), 1))
    with pytest.raises(FetchError, match=reason) as caught:
        web.fetch()(PAGE)
    assert str(caught.value).startswith("http://acme.example/jobs/1 ")
    assert pickle.loads(pickle.dumps(caught.value)).status == status


def test_a_page_of_the_largest_size_is_read_and_none_larger(web: LoopbackWeb, site: Site) -> None:
    site(html("x" * LARGEST_PAGE), html("x" * (LARGEST_PAGE + 1)))
    assert len(web.fetch()(PAGE).body) == LARGEST_PAGE
    with pytest.raises(FetchError, match="is larger than 5 MB"):
        web.fetch()(PAGE)


def test_the_caller_may_allow_more(web: LoopbackWeb, site: Site) -> None:
    site(html("x" * (LARGEST_PAGE + 1)))
    assert len(web.fetch()(PAGE, largest=2 * LARGEST_PAGE).body) == LARGEST_PAGE + 1


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_page_is_unpacked(web: LoopbackWeb, site: Site, name: str, pack: Callable[[bytes], bytes]) -> None:
    site(reply(raw=pack(b"packed"), kind="text/plain", headers={"Content-Encoding": name}))
    assert web.fetch()(PAGE).body == b"packed"


def test_a_packed_page_that_swells_is_stopped_early(web: LoopbackWeb, site: Site) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    site(reply(raw=bomb, kind="text/html", headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="is larger than 5 MB"):
            web.fetch()(PAGE)
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_packed_page_that_is_broken_is_told(web: LoopbackWeb, site: Site) -> None:
    site(reply(raw=b"not gzip", kind="text/html", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchError, match="broke off"):
        web.fetch()(PAGE)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
QUICK = Patience(connect=0.5, read=0.3, total=0.4)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
        (HEAD + b"\r\n", b"x"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (HEAD, b"X-More: x\r\n"),
        (b"HTTP/1.1 200 ", b"O"),
    ],
    ids=["told length", "untold length", "chunked", "headers", "status line"],
)
def test_an_answer_that_drips_is_cut_off(web: LoopbackWeb, site: Site, head: bytes, piece: bytes) -> None:
    server: list[ProviderServer] = []
    server.append(site(lambda connection: server[0].drip(head, piece)(connection)))
    with pytest.raises(FetchError, match=r"did not come within 0\.4 seconds"):
        web.fetch(QUICK)(PAGE)


def test_redirects_share_one_time(web: LoopbackWeb, site: Site) -> None:
    server: list[ProviderServer] = []
    server.append(site(moved("/on"), lambda connection: server[0].drip(HEAD, b"X: x\r\n")(connection)))
    with pytest.raises(FetchError, match=r"acme\.example/on did not come within 0\.4 seconds"):
        web.fetch(QUICK)(PAGE)


def test_a_server_that_says_nothing_is_not_waited_for(web: LoopbackWeb, site: Site) -> None:
    server: list[ProviderServer] = []
    server.append(site(lambda connection: server[0].hang(connection)))
    with pytest.raises(FetchError, match="did not answer in time"):
        web.fetch(Patience(read=0.1))(PAGE)


def test_a_name_that_is_not_resolved_in_time_is_not_waited_for() -> None:
    over = threading.Event()

    def slow(host: str, port: int) -> Addresses:
        over.wait()
        return []

    try:
        with pytest.raises(FetchError, match=r"acme\.example was not found in time"):
            fetch(PAGE, network=Network(slow), patience=Patience(connect=0.1))
    finally:
        over.set()


@pytest.mark.parametrize(
    "answer",
    [
        reset_after(HEAD + b"Content-Length: 100\r\n\r\nabc"),
        end_after(HEAD + b"Content-Length: 100\r\n\r\nabc"),
        end_after(b""),
        end_after(b"SSH-2.0-OpenSSH_9.9\r\n"),
        end_after(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 70_000 + b"\r\n\r\n"),
        end_after(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 200 + b"\r\n"),
    ],
    ids=["reset", "short", "empty", "not HTTP", "long header", "many headers"],
)
def test_an_answer_that_breaks_off_is_told(
    web: LoopbackWeb, site: Site, answer: Callable[[socket.socket], None]
) -> None:
    site(answer)
    with pytest.raises(FetchError, match=r"http://acme\.example/jobs/1 broke off \(\w+\): save the page"):
        web.fetch()(PAGE)


def test_the_next_address_is_tried_when_one_does_not_answer(web: LoopbackWeb, site: Site) -> None:
    web.hosts[HOST] = [("127.0.0.1", int(closed_port().rsplit(":", 1)[1]))]
    site(html())
    assert web.fetch()(PAGE).body == b"<p>Hello"


def test_a_host_that_is_not_there_is_told(web: LoopbackWeb) -> None:
    with pytest.raises(FetchError, match=r"acme\.example is not a host that can be found"):
        web.fetch()(PAGE)
    web.hosts[HOST] = [("127.0.0.1", int(closed_port().rsplit(":", 1)[1]))]
    with pytest.raises(FetchError, match=r"acme\.example cannot be reached"):
        web.fetch()(PAGE)
    web.hosts[HOST] = []
    with pytest.raises(FetchError, match=r"acme\.example is not a host that can be found"):
        web.fetch()(PAGE)


def test_tls_keeps_the_name_though_the_connection_goes_to_an_address(
    web: LoopbackWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = certificate(tmp_path, HOST)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    with serving(html(), certificate=pem) as server:
        web.put(HOST, server)
        web.put("other.example", server)
        assert web.fetch()(f"https://{HOST}/jobs/1").body == b"<p>Hello"
        assert server.requests[0].headers["host"] == HOST
        with pytest.raises(FetchError, match=r"other\.example/ shows a certificate that cannot be trusted"):
            web.fetch()("https://other.example/")
        assert len(server.requests) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(web: LoopbackWeb, tmp_path: Path) -> None:
    with serving(html(), certificate=certificate(tmp_path, HOST)) as server:
        web.put(HOST, server)
        with pytest.raises(FetchError, match="shows a certificate that cannot be trusted"):
            web.fetch()(f"https://{HOST}/")
        assert server.requests == []


def test_a_server_without_tls_is_not_talked_to_as_if_it_had_it(web: LoopbackWeb, site: Site) -> None:
    site(end_after(b"HTTP/1.1 400 Bad\r\n\r\n"))
    with pytest.raises(FetchError, match=r"cannot be talked to safely|did not answer in time"):
        web.fetch(Patience(connect=0.1))(f"https://{HOST}/")


def test_certificates_of_the_environment_must_be_readable(
    web: LoopbackWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    with pytest.raises(FetchError, match="The certificates that REQUESTS_CA_BUNDLE names cannot be read"):
        web.fetch()(f"https://{HOST}/")


def test_certificates_of_the_environment_may_be_a_folder(
    web: LoopbackWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    with serving(html(), certificate=certificate(tmp_path, HOST)) as server:
        web.put(HOST, server)
        with pytest.raises(FetchError, match="shows a certificate that cannot be trusted"):
            web.fetch()(f"https://{HOST}/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://me:canary@acme.example/a?token=canary#canary", "https://acme.example/a"),
        ("https://acme.example/\x1b[31mred\u202e", "https://acme.example/%1B%5B31mred%E2%80%AE"),
        ("https://acme.example/" + "x" * 300, "https://acme.example/" + "x" * 178 + "…"),
        ("http://[bad/canary", "the address"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, expected: str) -> None:
    assert shown(url) == expected
