from frappe.model.document import Document


class CapacityArea(Document):
	pass
