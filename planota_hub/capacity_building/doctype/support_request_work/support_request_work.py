from frappe.model.document import Document


class SupportRequestWork(Document):
	pass
