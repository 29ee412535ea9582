"""/read, /read?at=leijing-tuyi and /read?at=leijing-tuyi/040-11b: the passage reader."""

from kb.ui import shell

shell.show("read")
