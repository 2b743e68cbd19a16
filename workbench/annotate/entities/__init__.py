"""Who and where: names folded to persons, bodies, states and places, by general tables and the story's own."""
