"""Lessons: questions made from a story's own ledger, checked as the learner types, with hints before any answer."""
