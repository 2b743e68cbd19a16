"""Measurements of speed; nothing here is asserted by a test."""
