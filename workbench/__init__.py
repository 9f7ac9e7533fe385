"""An Excel-native credit workbench for micro and small-business lending."""

__version__ = "0.1.0"
