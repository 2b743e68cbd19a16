"""Marking an exercise in a notebook or on a page of Voila: one student, one file of marks, no answer in sight.

``desk`` is the state and what a message of the page does to it, ``view`` what the page shows, ``widget`` the carrier.
"""
