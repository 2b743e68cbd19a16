"""Charts and tables of a story: frames in, a chart or a table out, all through one plain ``Selection``."""
