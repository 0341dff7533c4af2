"""`python -m inroad.sandbox [PORT]`: the sandbox on the loopback address until it is stopped with Ctrl-C."""

from __future__ import annotations

import sys

from inroad.sandbox.server import KEY, Sandbox


def main() -> None:
    """Serve, and say on stdout how to reach it."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with Sandbox(port=port) as sandbox:
        sys.stdout.write(f"PDL_BASE_URL={sandbox.pdl_url}\nPDL_API_KEY={KEY}\n")
        sys.stdout.flush()
        try:
            sandbox.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("The sandbox has stopped.\n")


if __name__ == "__main__":
    main()
