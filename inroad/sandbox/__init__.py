"""The sandbox: stand-ins for the providers on a loopback address, over a made-up population.

`Sandbox` is a context manager; inside it `pdl_url` answers like People Data Labs' `https://.../v5`. It is written
from the facts about the wire alone and knows nothing of inroad's clients. Everybody in it is made up. `model_url`
answers like OpenAI's `https://.../v1`, with messages that it composes by itself.
"""

from inroad.sandbox.accounts import Limits
from inroad.sandbox.faults import Faults
from inroad.sandbox.history import Exchange
from inroad.sandbox.model import MODEL, ModelSwitches
from inroad.sandbox.pdl import Switches
from inroad.sandbox.people.population import Expectations, Truth
from inroad.sandbox.server import CREDITS, KEY, Sandbox

__all__ = [
    "CREDITS",
    "KEY",
    "MODEL",
    "Exchange",
    "Expectations",
    "Faults",
    "Limits",
    "ModelSwitches",
    "Sandbox",
    "Switches",
    "Truth",
]
