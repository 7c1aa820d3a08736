from frappe.model.document import Document


class ConsortiumOverride(Document):
	pass
