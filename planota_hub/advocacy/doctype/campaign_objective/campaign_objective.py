from frappe.model.document import Document


class CampaignObjective(Document):
	pass
