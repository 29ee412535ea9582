"""/region and /region?id=forearm: the body in words, and a part, region or line of it."""

from kb.ui import shell

shell.show("region")
