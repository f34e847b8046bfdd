"""One file per format of a corpus, found by its name: how its records are read in batches, understood and copied."""
