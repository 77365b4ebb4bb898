"""Questions, answers and what they become: one form for flags, a file and the keyboard."""
