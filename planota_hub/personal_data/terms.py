# SPDX-License-Identifier: GPL-3.0-only
"""What can be decided about a record that was found, and for how long the links of a request are good."""

THEIRS, NOT_THEIRS, KEEP = "Theirs", "Not Theirs", "Keep"
# a link that nobody opens within so many days confirms nothing any more
CONFIRMATION_DAYS = 7
# a copy can be fetched for so long
COPY_DAYS = 14
