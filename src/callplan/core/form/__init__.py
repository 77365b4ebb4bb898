"""The form that a plan ends in: what it holds, and how it is read once somebody has filled it in."""
