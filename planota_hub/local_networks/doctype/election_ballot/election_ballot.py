from frappe.model.document import Document


class ElectionBallot(Document):
	pass
