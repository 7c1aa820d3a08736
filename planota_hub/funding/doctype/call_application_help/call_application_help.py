from frappe.model.document import Document


class CallApplicationHelp(Document):
	pass
