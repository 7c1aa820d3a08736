from frappe.model.document import Document


class BodyMandateReport(Document):
	pass
