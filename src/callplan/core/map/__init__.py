"""How a client buys: the map as data, its conditions, and what reads and changes it."""
