from frappe.model.document import Document


class ConsortiumPartner(Document):
	pass
