"""/point?code=GB30: a point, in exam order."""

from kb.ui import shell

shell.show("point")
