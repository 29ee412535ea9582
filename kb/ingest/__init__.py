"""Programs that turn registered source texts into draft claims, one recipe per book.

A recipe reads the text, never the data it is about to write, and is deterministic: run twice it
gives the same bytes. What it cannot read it counts and reports; it guesses nothing.
"""

from __future__ import annotations
