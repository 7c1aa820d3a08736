from frappe.model.document import Document


class CallApplicationAmendment(Document):
	pass
