"""/matrix and /matrix?cell=GB/BL: how the meridians are related."""

from kb.ui import shell

shell.show("matrix")
