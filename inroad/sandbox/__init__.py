"""The sandbox: stand-ins for the providers on a loopback address, over a made-up population.

`Sandbox` is a context manager; inside it `pdl_url` answers like People Data Labs' `https://.../v5`, `hunter_url` like
Hunter's `https://.../v2`, `apollo_url` like Apollo's `https://.../api/v1` and `gmail_url` like the hosts of Gmail,
Drive and Google's tokens together; `model_url` answers like OpenAI's `https://.../v1`, with messages that it composes
by itself. It is written from the facts about the wire alone and knows nothing of inroad's clients. Everybody in it is
made up.
"""

from inroad.sandbox.accounts import Limits
from inroad.sandbox.apollo import ApolloSwitches
from inroad.sandbox.faults import Faults
from inroad.sandbox.gmail import GmailSwitches
from inroad.sandbox.history import Exchange
from inroad.sandbox.hunter import HunterSwitches
from inroad.sandbox.model import MODEL, ModelSwitches
from inroad.sandbox.pdl import Switches
from inroad.sandbox.people.population import Expectations, Truth
from inroad.sandbox.server import CREDITS, KEY, Sandbox, faster

__all__ = [
    "CREDITS",
    "KEY",
    "MODEL",
    "ApolloSwitches",
    "Exchange",
    "Expectations",
    "Faults",
    "GmailSwitches",
    "HunterSwitches",
    "Limits",
    "ModelSwitches",
    "Sandbox",
    "Switches",
    "Truth",
    "faster",
]
