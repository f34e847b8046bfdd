"""The report as a DOCX file: what is written into it, and what a reviewer made of it."""
