from frappe.model.document import Document


class ElectionUnit(Document):
	pass
