"""Our times against other readers and engines, side by side in one run (DESIGN 10)."""
