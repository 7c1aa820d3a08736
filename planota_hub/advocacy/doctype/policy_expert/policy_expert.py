from frappe.model.document import Document


class PolicyExpert(Document):
	pass
