from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from inroad.tools.addresses.mx import DnsMxResolver, MxResolver, UnaskedMxResolver

RECORDS = {
    ("gmail.com.", "MX"): "5 mx.gmail.com.",
    ("mail.site.", "MX"): "10 mx.mail.site.",
    ("null.site.", "MX"): "0 .",
    ("web.site.", "A"): "192.0.2.1",
    ("six.site.", "AAAA"): "2001:db8::1",
}
HOSTS = {name for name, _ in RECORDS} | {"bare.site."}


class NameServer:
    """A name server on this machine that answers from `RECORDS` and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.denies: set[str] = set()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))

    def serve(self) -> None:
        while True:
            data, sender = self.socket.recvfrom(4096)
            if data == b"stop":
                return
            self.socket.sendto(self._answer(dns.message.from_wire(data)).to_wire(), sender)

    def _answer(self, query: dns.message.Message) -> dns.message.Message:
        question = query.question[0]
        name, kind = question.name.to_text(), question.rdtype.name
        self.asked.append((name, kind))
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if name in self.denies:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif name == "broken.site.":
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif (name, kind) in RECORDS:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, RECORDS[name, kind]))
        elif name not in HOSTS:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer

    def resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = self.socket.getsockname()[1]
        return resolver


@pytest.fixture
def server() -> Iterator[NameServer]:
    server = NameServer()
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield server
    server.socket.sendto(b"stop", server.socket.getsockname())
    thread.join()
    server.socket.close()


@pytest.mark.parametrize(
    ("domain", "takes_mail"),
    [
        ("mail.site", True),
        ("MAIL.site.", True),
        ("web.site", True),
        ("six.site", True),
        ("null.site", False),
        ("bare.site", False),
        ("missing.site", False),
        ("broken.site", None),
        ("two..dots.site", None),
    ],
)
def test_dns_tells_whether_a_domain_takes_mail(server: NameServer, domain: str, takes_mail: bool | None) -> None:
    assert DnsMxResolver(server.resolver()).has_mx(domain) is takes_mail


def test_a_domain_is_asked_once(server: NameServer) -> None:
    resolver = DnsMxResolver(server.resolver())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(resolver.has_mx, ["mail.site", "Mail.Site"] * 4))
    assert answers == [True] * 8
    assert server.asked == [("mail.site.", "MX")]


def test_a_server_that_fails_for_one_domain_is_asked_for_the_next(server: NameServer) -> None:
    resolver = DnsMxResolver(server.resolver())
    assert [resolver.has_mx("broken.site"), resolver.has_mx("mail.site")] == [None, True]


@pytest.mark.parametrize(
    "domain", ["acme.example", "example.com", "mail.example.org", "acme.test", "acme.invalid", "localhost"]
)
def test_reserved_names_are_never_asked_for(server: NameServer, domain: str) -> None:
    assert DnsMxResolver(server.resolver()).has_mx(domain) is None
    assert server.asked == []


def test_once_no_server_could_be_reached_none_is_asked_again(server: NameServer) -> None:
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("127.0.0.1", 0))
    lost = server.resolver()
    lost.port = silent.getsockname()[1]
    resolver = DnsMxResolver(lost, seconds=0.02)
    assert resolver.has_mx("mail.site") is None
    lost.port = server.socket.getsockname()[1]
    assert [resolver.has_mx("mail.site"), resolver.has_mx("web.site")] == [None, None]
    assert server.asked == []
    silent.close()


def test_a_machine_without_name_servers_says_nothing() -> None:
    resolver = dns.resolver.Resolver(configure=False)
    assert DnsMxResolver(resolver).has_mx("mail.site") is None


def test_the_resolver_that_asks_nobody_says_nothing() -> None:
    resolver: MxResolver = UnaskedMxResolver()
    assert resolver.has_mx("mail.site") is None


def test_servers_that_deny_everything_say_nothing(server: NameServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "denies", {"gmail.com."})
    resolver = DnsMxResolver(server.resolver())
    assert resolver.has_mx("gone.site") is None
    assert resolver.has_mx("mail.site") is None
    assert server.asked == [("gone.site.", "MX"), ("gmail.com.", "MX")]
