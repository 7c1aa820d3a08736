from frappe.model.document import Document


class ElectionElector(Document):
	pass
