# SPDX-License-Identifier: GPL-3.0-only
"""Sites from before their roles and workflows were compared with what they had been given: note what that was."""

from planota_hub.setup.fixtures import read_notes, write_notes

# as the app had brought them until then: DocType -> name -> fingerprint
BROUGHT = {
	"Role": {
		"Hub Auditor": "4ea1b03baebffb46",
		"Hub Manager": "ce22793e2e7bd5f9",
		"Hub Mentor": "ea8969c9a91c70b4",
		"Hub Officer": "84cb804c367cf34c",
		"NGO Representative": "f267e75297728e9e",
		"Network Coordinator": "f0f31de86b50e598",
	},
	"Role Profile": {
		"Hub Auditor": "b48a9d82df9cc5a4",
		"Hub Manager": "425a9dc0eda563a4",
		"Hub Mentor": "330d81673f25f7dc",
		"Hub Officer": "14b112400d782a3b",
		"Network Coordinator": "071152e48c1e15b0",
	},
	"Workflow": {
		"Advocacy Campaign Course": "90109e71cba83243",
		"Call Application Course": "26d11072e395ff6f",
		"Consortium Course": "8be09e840a8b3b19",
		"Development Plan Course": "0f4db843d5c8f623",
		"Funding Call Course": "3a883a2ae6e26dd8",
		"Good Practice Review": "95c18ef710cc373a",
		"Joint Action Plan Course": "dc97b87a02924a3d",
		"Local Need Course": "01dda76b9ad3598f",
		"Meeting Course": "22a372de29af80f7",
		"NGO Verification": "c5c364bd8dd389ca",
		"Network Join Course": "b595a77a6cddb09a",
		"Policy Proposal Course": "4bd5b05582462f44",
		"Programme Proposal Course": "ff041c7cd9bed820",
		"Reporting Period Course": "90eae6a0e2f58bbf",
		"Representative Election Course": "89993cdb9494e1b0",
		"Support Request Course": "3cc704ca8c25eb4a",
		"Workshop Course": "fd84aaf0b1df1cb5",
	},
}


def execute() -> None:
	"""Let the migration tell what the site has changed or deleted from what it has left as it came."""
	if not read_notes():
		write_notes(BROUGHT)
