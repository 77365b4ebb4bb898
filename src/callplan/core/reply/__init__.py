"""What comes back to a letter: which page it answers, what of it is new, and what each changed line would become."""
