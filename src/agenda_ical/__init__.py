"""A published event programme in, a correct calendar out."""
