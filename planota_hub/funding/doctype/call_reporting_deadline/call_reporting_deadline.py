from frappe.model.document import Document


class CallReportingDeadline(Document):
	pass
