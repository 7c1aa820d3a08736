from frappe.model.document import Document


class JointActionReport(Document):
	pass
