def get_context(context):
	"""Add nothing: the text needs the document alone."""
