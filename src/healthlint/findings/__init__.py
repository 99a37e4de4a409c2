"""Matches, findings and reports."""
