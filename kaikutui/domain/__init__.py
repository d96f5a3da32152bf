"""Data and laws of the meeting. Pure: no files, no clock, no Textual; time is always an argument."""
