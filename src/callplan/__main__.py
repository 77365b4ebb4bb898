"""`python -m callplan`."""

from callplan.cli import entry

if __name__ == "__main__":
    entry()
