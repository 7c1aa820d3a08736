// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("NGO Support Request", {
	setup(frm) {
		frm.set_query("ngo", () => ({ filters: { stage: "Verified" } }));
		frm.set_query("category", () => ({ filters: { disabled: 0 } }));
		const supporters = () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Mentor", "Hub Officer", "Hub Manager"] },
		});
		frm.set_query("responsible", supporters);
		frm.set_query("done_by", "work", supporters);
	},

	refresh(frm) {
		frm.set_df_property("received_on", "read_only", frm.is_new() ? 0 : 1);
		if (frm.is_new()) return;
		show_targets(frm);
		show_likely_ngo(frm);
		if (frm.perm[0]?.write && frm.doc.stage !== "Declined") {
			frm.add_custom_button(__("Enter Hours"), () => planota_hub.enter_hours(frm, "work"));
		}
	},

	async category(frm) {
		const { message } = frm.doc.category
			? await frappe.db.get_value("Support Request Category", frm.doc.category, "kind")
			: {};
		frm.set_value("kind", message?.kind);
	},
});

frappe.ui.form.on("Support Request Work", {
	work_add(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "done_by", frappe.session.user);
	},
});

function show_targets(frm) {
	const { stage, first_responded_on, first_response_due, resolution_due } = frm.doc;
	if (!["Received", "In Progress"].includes(stage)) return;
	const due = first_responded_on ? resolution_due : first_response_due;
	const overdue = due < frappe.datetime.get_today();
	const day = [frappe.datetime.str_to_user(due)];
	let text;
	if (first_responded_on) {
		text = overdue
			? __("Overdue: the resolution was due on {0}.", day)
			: __("Resolution is due on {0}.", day);
	} else {
		text = overdue
			? __("Overdue: the first response was due on {0}.", day)
			: __("The first response is due on {0}.", day);
	}
	frm.dashboard.set_headline(text, overdue ? "red" : "blue");
}

// the number that a guest typed leads to an entry of the register; whether it is the one, a person decides
function show_likely_ngo(frm) {
	const ngo = frm.doc.__onload?.likely_ngo;
	if (frm.doc.ngo || !ngo) return;
	frm.dashboard.add_comment(
		__("The registration number belongs to {0}.", [frappe.utils.escape_html(ngo.ngo_name)]),
		"blue",
		true
	);
	frm.add_custom_button(__("Choose {0}", [frappe.utils.escape_html(ngo.ngo_name)]), () =>
		frm.set_value("ngo", ngo.name)
	);
}
