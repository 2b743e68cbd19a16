"""The beginning of a story in a notebook: what was read, what is counted, who and where, and the file to write."""
