"""The shop's face to the web."""
