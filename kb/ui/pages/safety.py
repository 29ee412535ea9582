"""/safety: who warns and who does not, beside what studies counted."""

from kb.ui import shell

shell.show("safety")
