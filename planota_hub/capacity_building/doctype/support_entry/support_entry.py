from frappe.model.document import Document


class SupportEntry(Document):
	pass
