"""The screens: start, meeting, and the small ones over them."""
