"""The order of things: read a case, evaluate it, score it, write what was found."""
