"""Orders: taking them, charging for them and shipping them."""
