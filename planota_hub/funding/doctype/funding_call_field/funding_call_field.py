from frappe.model.document import Document


class FundingCallField(Document):
	pass
