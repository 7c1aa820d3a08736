// SPDX-License-Identifier: GPL-3.0-only
// A change of the seat that was no move: what was delivered meanwhile gets the right place
frappe.ui.form.on("NGO", {
	refresh(frm) {
		if (frm.is_new() || !frappe.user.has_role("Hub Manager")) return;
		frm.page.add_menu_item(__("Seat Was Mistyped"), () => choose_changes(frm));
	},
});

const SEAT_CORRECTIONS = "planota_hub.capacity_building.support.seat_corrections";

async function choose_changes(frm) {
	const ngo = frm.doc.name;
	const changes = await frappe.xcall(`${SEAT_CORRECTIONS}.get_changes`, { ngo });
	if (!changes.length) {
		frappe.msgprint(__("The municipality was never changed. Correct it first, then come back."));
		return;
	}
	const options = changes.map((change) => ({
		label: `${change.old || "–"} → ${change.new || "–"} (${change.changed_on}, ${change.changed_by})`,
		value: change.version,
		checked: change.is_correction,
	}));
	const dialog = new frappe.ui.Dialog({
		title: __("Seat Was Mistyped"),
		fields: [
			{
				fieldname: "versions",
				fieldtype: "MultiCheck",
				label: __("Which changes corrected a mistake?"),
				options,
				columns: 1,
				on_change: () => show_what_it_means(dialog, ngo),
			},
			{ fieldname: "meaning", fieldtype: "HTML" },
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __(
					"What was wrong and how you know; it is written into the history of the NGO."
				),
			},
		],
		primary_action_label: __("Correct"),
		async primary_action({ reason }) {
			const versions = dialog.get_value("versions");
			const number = await frappe.xcall(`${SEAT_CORRECTIONS}.correct`, { ngo, versions, reason });
			dialog.hide();
			frm.reload_doc();
			frappe.show_alert({
				message: __("Records of support that got another place: {0}.", [number]),
				indicator: "green",
			});
		},
	});
	dialog.show();
	show_what_it_means(dialog, ngo);
}

async function show_what_it_means(dialog, ngo) {
	const versions = dialog.get_value("versions");
	const sums = await frappe.xcall(`${SEAT_CORRECTIONS}.preview`, { ngo, versions });
	const lines = sums.map(({ old, new: place, entries, hours }) =>
		__("{0} → {1}: {2} records of support, {3} h", [old, place || "–", entries, hours])
	);
	const rest = __(
		"No record of support gets another place. After a real move they stay where the NGO was then."
	);
	const $meaning = dialog.get_field("meaning").$wrapper.empty();
	for (const line of lines.length ? lines : [rest]) $("<p>").text(line).appendTo($meaning);
}
