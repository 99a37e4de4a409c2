"""Bytes to `Article`: source, builder, one module for each input format, and what words alone can tell."""
