"""Saved JSON reports: what changed from one to the next, and how many findings there were over time."""
