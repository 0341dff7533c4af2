"""A real dovecot for the tests, over TLS on free ports of loopback."""

from __future__ import annotations

import contextlib
import getpass
import grp
import os
import pwd
import random
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient  # type: ignore[import-untyped]
from pydantic import SecretStr

from inroad.tools.drafts.imap_session import Account, ImapServer

HOST = "127.0.0.1"
PASSWORD = "correct-horse-7"
MISSING = (
    "The tests of drafts by IMAP need dovecot 2.3, a mail server, which is not here: run "
    "`apt-get update && apt-get install dovecot-imapd` as root (Debian 12, Ubuntu), as .ci/run does, and try again."
)
SPECIAL_USE = "mailbox Drafts {\n special_use = \\Drafts\n auto = create\n }"

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{certificate}
disable_plaintext_auth = yes
auth_failure_delay = 0
listen = 127.0.0.1
protocols = imap
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = {connections}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {starttls_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/passwords
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  {mailboxes}
}}
{more}
"""


class Dovecot:
    """A mail server whose mailboxes are made on the first login of a user.

    Every user has the same password, but for those of `passwords`. `more` is dovecot's configuration.
    """

    def __init__(
        self,
        *,
        mailboxes: str = SPECIAL_USE,
        more: str = "",
        connections: int = 100,
        passwords: Mapping[str, str] | None = None,
    ) -> None:
        self._program = _program()
        self.folder = Path(tempfile.mkdtemp(prefix="inroad-imap-"))
        self.folder.chmod(0o755)
        self.certificate = certificate(self.folder / "certificate.pem", HOST)
        self.port, self.starttls_port = _free_port(), _free_port()
        user, group = _mail_owner()
        (self.folder / "mail").mkdir()
        shutil.chown(self.folder / "mail", user, group)
        lines = [f"{name}:{{PLAIN}}{password}\n" for name, password in (passwords or {}).items()]
        (self.folder / "passwords").write_text("".join(lines), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self._config = self.folder / "dovecot.conf"
        self._config.write_text(
            _CONFIG.format(
                folder=self.folder,
                certificate=self.certificate,
                user=user,
                group=group,
                port=self.port,
                starttls_port=self.starttls_port,
                password=PASSWORD,
                mailboxes=mailboxes,
                connections=connections,
                more=more,
            ),
            encoding="utf-8",
        )

    def __enter__(self) -> Dovecot:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start it; it listens when this returns."""
        with (self.folder / "said").open("wb") as said:
            command = [self._program, "-F", "-c", str(self._config)]
            self._process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        until = time.monotonic() + 30
        while not _is_listening(self.starttls_port):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.01)
            if self._process.returncode is not None or time.monotonic() > until:
                self.stop()
                pytest.fail(f"dovecot does not start: {(self.folder / 'said').read_text()}", pytrace=False)

    def stop(self) -> None:
        """Kill it with all of its processes, which hangs up on everybody; it may be started again."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(30)
            until = time.monotonic() + 30
            while _is_listening(self.starttls_port) or _is_listening(self.port):
                assert time.monotonic() < until, "dovecot's processes do not end"

    def account(self, user: str, *, starttls: bool = False, port: int = 0, password: str = PASSWORD) -> Account:
        """How to log in, here or at a proxy in front."""
        port = port or (self.starttls_port if starttls else self.port)
        return Account(ImapServer(HOST, port, starttls), user, SecretStr(password))

    def context(self) -> ssl.SSLContext:
        """A TLS context that trusts this server."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def client(self, user: str) -> IMAPClient:
        """The user's own mail program, logged in."""
        client = IMAPClient(HOST, self.port, ssl_context=self.context(), timeout=10)
        client.login(user, PASSWORD)
        return client


def certificate(file: Path, host: str) -> Path:
    """A certificate for an address that signed itself, with its key; it serves as its own root too."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    file.write_bytes(signed + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file


def _program() -> str:
    """Where dovecot is; Debian puts it where only root looks."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    if program is None or not _said(program, "--version").startswith("2.3."):
        pytest.fail(MISSING, pytrace=False)
    return program


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _mail_owner() -> tuple[str, str]:
    """Who owns the mails: dovecot takes anybody but root."""
    if os.geteuid():
        return getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    return "nobody", grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name


def _is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _free_port() -> int:
    """A port below those that the system gives to outgoing connections, so that it stays free through a restart."""
    for port in random.sample(range(20_000, 32_000), 200):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, port))
            return port
    raise OSError("no port is free")
