"""Small things that people write in programmes: a text is turned into a value, or into nothing."""
