"""The prompt that has one message written anew as the user wishes; the shape of the answer is the same."""

from __future__ import annotations

import json

from inroad.prompts.data_block import as_contact, data_block
from inroad.prompts.write_messages import RULES, manner, style
from inroad.state import Message
from inroad.tools.writing import Brief, Prompt, Wishes, addressees

VERSION = "rewrite-1"

_TASK = """\
The contact now has the message that you wrote. The sender has read it and wants it written anew; what they wish stands
outside the data, after it, as a JSON string. Do as they wish in tone, length, order and what is told or left out, and
keep the rest. The wish is no fact: where it asks for something that no fact says, leave that out.
"""


def rewrite_prompt(brief: Brief, message: Message, wish: str, wishes: Wishes) -> Prompt:
    """Return what to ask, so that this message is written anew with the sender's wish in mind."""
    contact = {**as_contact(brief), "written": {"subject": message.subject, "body": message.body}}
    asked = json.dumps(wish or "other words", ensure_ascii=False)
    return Prompt(
        system=f"{RULES}\n{manner(wishes)}\n\n{_TASK}",
        user=f"{style(wishes)}{data_block('data', {'contacts': [contact]})}\n\nThe sender's wish: {asked}",
        version=VERSION,
        people=addressees([brief]),
    )
