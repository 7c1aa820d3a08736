from frappe.model.document import Document


class PolicyAsk(Document):
	pass
