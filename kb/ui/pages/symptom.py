"""/symptom and /symptom?id=hip-pain: all symptoms, and one."""

from kb.ui import shell

shell.show("symptom")
