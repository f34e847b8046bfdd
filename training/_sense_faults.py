"""What is done to words so that the network learns to see it, and how the word before tells a noun or a verb."""

from __future__ import annotations

#: What a word had done to it.
INTACT, REPLACED, HIDDEN = 0, 1, 2
NOUN_BEFORE = "the a an this that these those my your his her its our their of in on for with by from at no".split()
VERB_BEFORE = "to will would can could may might shall should must not i you we they he she it who".split()
