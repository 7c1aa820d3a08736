from frappe.model.document import Document


class ConsortiumAgreement(Document):
	pass
