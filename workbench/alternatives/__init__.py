"""Alternatives: hypotheses against evidence, after Heuer's analysis of competing hypotheses.

``reading.py`` reads the matrix that an analyst keeps beside the story, ``weighing.py`` ranks it by least inconsistency
and tells how little it takes to change the order, ``showing.py`` lays it out. No number of it is a probability.
"""
