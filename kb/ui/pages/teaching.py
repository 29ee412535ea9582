"""/teaching and /teaching?id=yulong-song: songs, lists, methods and rules, and one of them."""

from kb.ui import shell

shell.show("teaching")
