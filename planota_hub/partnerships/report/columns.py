# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
	"NGOs in Partnerships": {
		"consortia": _lt("Different consortia of which the NGO is or was a partner"),
		"running": _lt("Of these, those that are not closed and that the NGO has not left"),
		"lead": _lt("Of all, those that the NGO leads or led"),
		"stakeholders": _lt("Different public and private bodies that are partners of the same consortia"),
	},
	"Consortium Sector Balance": {
		"partners": _lt("Partners today, associated ones too"),
		"votes": _lt("Votes of the partners; associated ones have none"),
		"*": _lt("Share of this sector in the votes; the shares add up to 100"),
	},
	"Joint Action Progress": {
		"progress": _lt("Mean progress of the actions that were not dropped"),
		"*": _lt("Actions or costs of this kind in the plan, without dropped actions, as of now"),
	},
	"Programme Inclusion": {
		"dropped": _lt("Proposals that are not pursued any more"),
		"*": _lt("Proposals that have reached at least this stage, and their amounts"),
	},
}
