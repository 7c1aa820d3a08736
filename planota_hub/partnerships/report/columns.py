# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
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
