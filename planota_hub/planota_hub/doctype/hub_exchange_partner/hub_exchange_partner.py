from frappe.model.document import Document


class HubExchangePartner(Document):
	pass
