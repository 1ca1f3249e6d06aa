"""The shop's own code; every app of it lives in a package of its own."""
