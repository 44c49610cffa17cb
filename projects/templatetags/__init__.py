"""How templates print what projects hold."""
