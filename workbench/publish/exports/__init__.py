"""Exports: a story's figures in the formats that other tools read, one module a format.

``writing.py`` is the way in; ``leaving.py`` says what of a story may leave, ``remarks.py`` what persons said of its
rows and who filled its fields.
"""
