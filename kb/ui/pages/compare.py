"""/compare and /compare?ids=ST36,SP6: records side by side."""

from kb.ui import shell

shell.show("compare")
