// SPDX-License-Identifier: GPL-3.0-only
const DECIDE_ROWS = "planota_hub.planota_hub.register.sources.decisions.decide_rows";

frappe.listview_settings["Register Import Row"] = {
	add_fields: ["kind", "decision", "result"],
	hide_name_column: true,

	get_indicator(doc) {
		const results = {
			Applied: "green",
			"Not Applied": "gray",
			Failed: "red",
			Undone: "gray",
			"Not Undone": "red",
		};
		// of a row, not of a call for funding
		const labels = {
			Applied: __("Applied", null, "Register Import Row"),
			Failed: __("Failed", null, "Register Import Row"),
		};
		if (doc.result)
			return [labels[doc.result] || __(doc.result), results[doc.result], `result,=,${doc.result}`];
		if (doc.decision) return [__(doc.decision), "blue", `decision,=,${doc.decision}`];
		// nobody has decided yet: what there is to decide on
		const color = { "In Doubt": "orange", Refused: "red" }[doc.kind] || "yellow";
		return [__(doc.kind), color, `kind,=,${doc.kind}`];
	},

	onload(listview) {
		if (!frappe.model.can_write("Register Import Row")) return;
		for (const decision of ["Accept", "Create New", "Leave"])
			listview.page.add_actions_menu_item(__(decision), () => decide(listview, decision), false);
	},
};

async function decide(listview, decision) {
	const { message } = await frappe.call({
		method: DECIDE_ROWS,
		args: { rows: listview.get_checked_items(true), decision },
		freeze: true,
	});
	if (message) frappe.show_alert({ message: __("{0} rows decided", [message]), indicator: "green" });
	else
		frappe.msgprint(
			__(
				"None of these rows can be decided on so: refused ones and those with a result stay as they are, and Create New is only for rows in doubt."
			)
		);
	listview.clear_checked_items();
	listview.refresh();
}
