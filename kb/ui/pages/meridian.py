"""/meridian and /meridian?id=GB: all meridians, and one."""

from kb.ui import shell

shell.show("meridian")
