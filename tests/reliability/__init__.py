"""Attacks on the program: what dies, fails or is damaged, and what must hold all the same."""
