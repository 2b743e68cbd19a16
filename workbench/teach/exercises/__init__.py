"""A class exercise from any story: a student copy without answers, a teacher's key, and what students made of it.

In the order in which they are used: ``plants`` makes a copy of a report with changes in it, ``making`` writes an
exercise and its key, ``marks`` keeps what one student marks, ``scoring`` holds it against the key, ``classroom`` sums
up a class without names, ``fixing`` changes an answer of the key, and ``sheets`` prints all of it.
"""
