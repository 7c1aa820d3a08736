from frappe.model.document import Document


class CampaignProposal(Document):
	pass
