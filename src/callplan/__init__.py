"""callplan: the client's next decision, on one page."""

__version__ = "0.2.0"
