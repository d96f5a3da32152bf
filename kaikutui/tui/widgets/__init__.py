"""Widgets of the meeting screen: they show what they are given and say what was asked; they hold no truth."""
