"""/technique and /technique?id=moxa: all techniques, and one."""

from kb.ui import shell

shell.show("technique")
