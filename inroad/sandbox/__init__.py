"""The sandbox: stand-ins for the providers on a loopback address, over a made-up population.

`Sandbox` is a context manager; inside it `pdl_url` answers like People Data Labs' `https://.../v5`. It is written
from the facts about the wire alone and knows nothing of inroad's clients. Everybody in it is made up.
"""

from inroad.sandbox.accounts import Limits
from inroad.sandbox.faults import Faults
from inroad.sandbox.history import Exchange
from inroad.sandbox.pdl import Switches
from inroad.sandbox.people.population import Expectations, Truth
from inroad.sandbox.server import CREDITS, KEY, Sandbox

__all__ = ["CREDITS", "KEY", "Exchange", "Expectations", "Faults", "Limits", "Sandbox", "Switches", "Truth"]
