"""`python -m inroad.sandbox [--port N] [--seed N]`: the sandbox on the loopback address until Ctrl-C."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from inroad.sandbox.model import MODEL
from inroad.sandbox.server import KEY, Sandbox


def main() -> None:
    """Serve, and say on stdout how to reach it."""
    parser = ArgumentParser(
        prog="python -m inroad.sandbox", description="Stand-ins for the providers; all people are made up."
    )
    parser.add_argument("--port", type=int, default=0, help="where to listen; a free port by default")
    parser.add_argument("--seed", type=int, default=0, help="which people there are")
    asked = parser.parse_args()
    with Sandbox(asked.seed, port=asked.port) as sandbox:
        urls = {
            "PDL": sandbox.pdl_url,
            "HUNTER": sandbox.hunter_url,
            "APOLLO": sandbox.apollo_url,
            "OPENAI": sandbox.model_url,
        }
        for name, url in urls.items():
            sys.stdout.write(f"{name}_BASE_URL={url}\n{name}_API_KEY={KEY}\n")
        sys.stdout.write(f"INROAD_MODEL={MODEL}\n")
        sys.stdout.flush()
        try:
            sandbox.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("The sandbox has stopped.\n")


if __name__ == "__main__":
    main()
