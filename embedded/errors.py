# SPDX-License-Identifier: GPL-3.0-only
"""The one kind of error that the `./hub` command shows as a single line."""


class HubError(Exception):
	"""Something a person can act on: shown as one clear line, with a non-zero exit.

	`details` (a trace, the output of a tool) goes to the log file that the line names.
	"""

	def __init__(self, message: str, details: str = ""):
		super().__init__(message)
		self.details = details
