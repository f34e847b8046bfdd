"""One file per detector, found by its name."""
