"""Files of translators that are larger than memory: read, audited and written back window by window."""
