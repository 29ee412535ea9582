"""/kinship: how much the books share at the same points."""

from kb.ui import shell

shell.show("kinship")
