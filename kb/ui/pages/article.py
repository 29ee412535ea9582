"""/article and /article?id=seed-sciatica-article: all articles, and one."""

from kb.ui import shell

shell.show("article")
