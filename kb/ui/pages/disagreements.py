"""/disagreements and /disagreements?axis=cones: where the books disagree, by kind."""

from kb.ui import shell

shell.show("disagreements")
