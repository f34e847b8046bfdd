"""One file per input format, found by its name."""
