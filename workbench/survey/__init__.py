"""The survey workbook: planned and written, read back and held against what was generated."""
