"""Which report draws on which: words and shingles, quotations, figures and credits, and the edges they speak for."""
