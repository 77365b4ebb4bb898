"""`python -m callplan`."""

import sys

from callplan.cli import main

if __name__ == "__main__":
    sys.exit(main())
