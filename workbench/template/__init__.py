"""Industry templates: the model, loading with inheritance, verifying and compiling."""
