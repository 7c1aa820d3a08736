from frappe.model.document import Document


class NGORepresentative(Document):
	pass
