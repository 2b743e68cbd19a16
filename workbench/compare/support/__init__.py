"""Who stands behind a figure: origins, ultimate sources, what is news in each point, and which trends are none."""
