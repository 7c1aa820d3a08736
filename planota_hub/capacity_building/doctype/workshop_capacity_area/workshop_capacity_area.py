from frappe.model.document import Document


class WorkshopCapacityArea(Document):
	pass
