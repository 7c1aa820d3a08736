from frappe.model.document import Document


class NGOFieldofWork(Document):
	pass
