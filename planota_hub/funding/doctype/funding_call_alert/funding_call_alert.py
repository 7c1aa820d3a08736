from frappe.model.document import Document


class FundingCallAlert(Document):
	"""That an NGO was told of a call. Its name is made of the two, so the database keeps one of each."""
