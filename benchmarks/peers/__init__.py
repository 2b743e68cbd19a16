"""Ours beside what people would use instead, on the same texts: what each costs and what each finds.

Each peer runs as a program (``programs/``) in an environment of its own, made from the pinned list in ``needs/``.
"""
