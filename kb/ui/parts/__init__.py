"""Page models as HTML: one function per page in one module each, and what they share in `base`."""
