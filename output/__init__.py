"""Writes a finished Article down."""
