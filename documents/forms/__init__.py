"""What people send about documents."""
