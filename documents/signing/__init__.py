"""Signing outside with pyHanko: a short-lived process of its own reads what people upload."""
