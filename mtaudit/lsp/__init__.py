"""The language server: the same findings, in any editor that speaks the Language Server Protocol."""
