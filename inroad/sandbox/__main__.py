"""`python -m inroad.sandbox [--port N] [--seed N]`: the sandbox on the loopback address until Ctrl-C."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from inroad.sandbox.model import EMBEDDER, MODEL
from inroad.sandbox.server import KEY, Sandbox


def main() -> None:
    """Serve, and say on stdout how to reach it."""
    parser = ArgumentParser(
        prog="python -m inroad.sandbox", description="Stand-ins for the providers; all people are made up."
    )
    parser.add_argument("--port", type=int, default=0, help="where to listen; a free port by default")
    parser.add_argument("--seed", type=int, default=0, help="which people there are")
    asked = parser.parse_args()
    with (
        Sandbox(asked.seed, port=asked.port) as sandbox,
        TemporaryDirectory(prefix="inroad-sandbox-", ignore_cleanup_errors=True) as folder,
    ):
        for line in (*_keys(sandbox), *_gmail(sandbox, Path(folder))):
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        try:
            sandbox.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("The sandbox has stopped.\n")


def _keys(sandbox: Sandbox) -> Iterator[str]:
    urls = {
        "PDL": sandbox.pdl_url,
        "HUNTER": sandbox.hunter_url,
        "APOLLO": sandbox.apollo_url,
        "SERPER": sandbox.serper_url,
        "TAVILY": sandbox.tavily_url,
        "FIRECRAWL": sandbox.firecrawl_url,
        "OPENAI": sandbox.model_url,
    }
    for name, url in urls.items():
        yield f"{name}_BASE_URL={url}"
        yield f"{name}_API_KEY={KEY}"
    yield f"INROAD_MODEL={MODEL}"
    yield f"INROAD_EMBEDDINGS={EMBEDDER}"


def _gmail(sandbox: Sandbox, folder: Path) -> Iterator[str]:
    """The client goes into a file, as Google gives it out; the login goes beside it, not in place of a real one."""
    client = folder / "client_secret.json"
    client.write_text(json.dumps(sandbox.gmail.client_secrets(sandbox.gmail_url)), encoding="utf-8")
    yield f"GMAIL_BASE_URL={sandbox.gmail_url}"
    yield f"GMAIL_CLIENT_SECRETS={client}"
    yield f"GMAIL_TOKEN_FILE={folder / 'gmail.json'}"


if __name__ == "__main__":
    main()
