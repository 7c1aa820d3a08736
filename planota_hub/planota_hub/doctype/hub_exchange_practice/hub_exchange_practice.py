from frappe.model.document import Document


class HubExchangePractice(Document):
	pass
