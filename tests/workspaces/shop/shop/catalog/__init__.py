"""Products and their embeddings."""
