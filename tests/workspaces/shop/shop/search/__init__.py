"""Search over the catalogue."""
