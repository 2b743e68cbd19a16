"""Teaching from a story: lessons that a learner walks through alone, and exercises that a class marks together.

``lessons`` asks questions of any story's ledger; ``exercises`` makes a student copy and a teacher's key, and marks.
"""
