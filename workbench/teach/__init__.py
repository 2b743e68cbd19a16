"""Teaching with a story: exercises with their keys for a class, and lessons for one learner with nobody beside him."""
