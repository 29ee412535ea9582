"""/plate and /plate?id=face: all plates by region, and one."""

from kb.ui import shell

shell.show("plate")
