"""What people send about the figures of their units."""
