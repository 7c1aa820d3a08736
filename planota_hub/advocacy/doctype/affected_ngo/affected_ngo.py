from frappe.model.document import Document


class AffectedNGO(Document):
	pass
