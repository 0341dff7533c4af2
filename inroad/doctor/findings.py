"""What a look at one thing says."""

from __future__ import annotations

from typing import Literal

from inroad.state import Record


class Finding(Record):
    """One thing that was looked at: `ok`, `missing` (fine, but worth having) or `wrong`."""

    what: str
    state: Literal["ok", "missing", "wrong"]
    says: str
