from planota_hub.rules.document_row import DocumentRow


class DevelopmentPlanTemplateStep(DocumentRow):
	pass
