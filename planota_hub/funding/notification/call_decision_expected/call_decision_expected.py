# SPDX-License-Identifier: GPL-3.0-only
def get_context(context):
	"""Add nothing: the text needs the document alone."""
