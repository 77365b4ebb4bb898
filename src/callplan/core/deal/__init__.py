"""What happened to a deal, and how it stands: the first to see the map and the history together."""
