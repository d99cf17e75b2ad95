"""`python -m tutor`: the command, where it is not on the PATH."""

import sys

from tutor.cli import main

sys.exit(main())
