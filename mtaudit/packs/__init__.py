"""The rule packs: YAML files and tables, loaded strictly, compiled once, run in one pass over a text."""
