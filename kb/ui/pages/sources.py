"""/sources and /sources?id=leijing-tuyi: all sources, and one."""

from kb.ui import shell

shell.show("sources")
