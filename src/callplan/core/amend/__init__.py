"""A deal's own map: what of the old one stays for the history's sake, what a newer file brings, what follows."""
