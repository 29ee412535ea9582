"""/history: one indication through the books, and the best attested ones."""

from kb.ui import shell

shell.show("history")
