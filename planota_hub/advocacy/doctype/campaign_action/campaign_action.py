from frappe.model.document import Document


class CampaignAction(Document):
	pass
