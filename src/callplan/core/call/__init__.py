"""What a call is for: what can be decided on it, what to aim at, and what each person can be asked."""
