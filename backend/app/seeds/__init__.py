"""What a shop starts with: the reference data of every shop, and a demo shop to try."""
