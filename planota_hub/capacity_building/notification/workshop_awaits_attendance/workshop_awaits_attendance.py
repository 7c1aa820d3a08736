"""Notification to the hub's staff; its text stands in the file beside."""


def get_context(context):
	"""Nothing is added to the document itself."""
