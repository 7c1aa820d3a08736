from frappe.model.document import Document


class FundingCallAsk(Document):
	pass
