from frappe.model.document import Document


class BodySectorShare(Document):
	pass
