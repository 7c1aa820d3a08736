# SPDX-License-Identifier: GPL-3.0-only
"""`./hub`: the command line of the embedded site."""

import sys

if __name__ == "__main__":
	from embedded.commands import main

	sys.exit(main(sys.argv[1:]))
