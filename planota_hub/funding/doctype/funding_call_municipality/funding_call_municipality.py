from frappe.model.document import Document


class FundingCallMunicipality(Document):
	pass
