"""A web of its own for tests: hosts that are servers on loopback, and one range that counts as private."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from inroad.tools.web import Fetch
from inroad.tools.web.connections import Addresses, Network, Patience
from inroad.tools.web.fetch import fetch
from tests.tools.provider_server import ProviderServer

PRIVATE = "127.0.0.66"


@dataclass
class LoopbackWeb:
    """Hosts by name; `asked` lists the names that were resolved, in order."""

    hosts: dict[str, Addresses] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, host: str, server: ProviderServer, address: str = "127.0.0.1") -> None:
        """Make a server known as a host; at the address that counts as private nobody listens."""
        self.hosts.setdefault(host, []).append((address, int(server.url.rsplit(":", 1)[1])))

    def resolve(self, host: str, port: int) -> Addresses:
        self.asked.append(host)
        if host not in self.hosts:
            raise OSError("no such host")
        return self.hosts[host]

    @property
    def network(self) -> Network:
        return Network(self.resolve, lambda address: address != PRIVATE)

    def fetch(self, patience: Patience | None = None) -> Fetch:
        return partial(fetch, network=self.network, patience=patience or Patience(connect=2, read=2, total=20))


def certificate(folder: Path, *hosts: str) -> Path:
    """A file with a certificate that these hosts signed themselves, and its key; it serves as its own root too."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    file = folder / "certificate.pem"
    file.write_bytes(signed + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file
