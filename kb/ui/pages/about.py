"""/about: how to read all the others."""

from kb.ui import shell

shell.show("about")
