"""Audits corpora: any number of rows, in chunks, on all cores or a cluster, and goes on where it was interrupted."""
