"""What all apps share: names, settings and images."""
