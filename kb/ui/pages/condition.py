"""/condition and /condition?id=sciatica: all conditions, and one."""

from kb.ui import shell

shell.show("condition")
