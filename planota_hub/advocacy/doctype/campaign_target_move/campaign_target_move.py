from frappe.model.document import Document


class CampaignTargetMove(Document):
	pass
