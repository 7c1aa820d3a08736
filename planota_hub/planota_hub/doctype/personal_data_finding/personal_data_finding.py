from planota_hub.planota_hub.document_row import DocumentRow


class PersonalDataFinding(DocumentRow):
	pass
