"""The steps of the graphs, one file a step: state in, update out.

A step takes its tools from the context, never by importing a provider. An error that only one contact
or one provider is concerned with becomes a `Problem`; what the user has to put right is raised.
"""

from typing import Any

Update = dict[str, Any]
