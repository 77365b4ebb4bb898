"""One page, several papers: the lines are made in the core, here they are only laid out."""
