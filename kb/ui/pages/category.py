"""/category and /category?id=he-sea: all categories, and one."""

from kb.ui import shell

shell.show("category")
