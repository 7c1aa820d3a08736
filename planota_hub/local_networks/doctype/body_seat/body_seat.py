from frappe.model.document import Document


class BodySeat(Document):
	pass
