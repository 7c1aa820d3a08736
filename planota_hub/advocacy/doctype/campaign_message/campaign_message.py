from frappe.model.document import Document


class CampaignMessage(Document):
	pass
