"""Answers in, named values out: what was read from a case, evaluated under a compiled template."""
