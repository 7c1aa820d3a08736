from frappe.model.document import Document


class InvolvedNGO(Document):
	pass
