"""How a command ends: the codes for whoever called it. They load nothing, as the graph does."""

OK = 0
OUR_ERROR = 1
USER_ERROR = 2
FEWER = 3
REFUSED = 4
STOPPED = 130
