// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Joint Action", {
	setup(frm) {
		frm.set_query("joint_action_plan", () => ({
			filters: { stage: ["not in", ["Completed", "Cancelled"]] },
		}));
		frm.set_query("partner", ({ joint_action_plan, partner_type, starts_on, due_on }) => ({
			query: "planota_hub.partnerships.action_plans.partners.find_participants",
			filters: { joint_action_plan, partner_type, starts_on, due_on },
		}));
	},

	refresh(frm) {
		frm.toggle_display("partner_name", false); // for lists; here the link shows it
		if (frm.doc.is_overdue) frm.set_intro(describe_overdue(frm.doc), "red");
		if (frm.is_new() || !frm.has_perm("write")) return;
		if (frm.doc.status === "Planned") {
			frm.add_custom_button(__("Begin Work"), () => set_status(frm, { status: "In Progress" }));
		}
		if (["Planned", "In Progress"].includes(frm.doc.status)) {
			frm.add_custom_button(__("Mark as Done"), () => mark_as_done(frm));
		}
	},

	joint_action_plan: (frm) => frm.set_value("partner", ""),
	partner_type: (frm) => planota_hub.keep_if_of_kind(frm, "partner_type", "partner"),
});

function describe_overdue({ due_on, reminded_on, reminders }) {
	const day = frappe.datetime.str_to_user;
	const text = __("Overdue since {0}.", [day(due_on)]);
	if (!reminders) return text;
	return `${text} ${__("The partner was reminded {0} times, last on {1}.", [reminders, day(reminded_on)])}`;
}

async function set_status(frm, values) {
	await frm.set_value(values);
	await frm.save();
}

function mark_as_done(frm) {
	const fields = ["done_on", "evidence", "evidence_link", "evidence_file", "actual_cost"];
	frappe.prompt(
		fields.map((fieldname) => ({
			...frm.fields_dict[fieldname].df,
			default: frm.doc[fieldname] || (fieldname === "done_on" ? frappe.datetime.get_today() : null),
		})),
		(values) => set_status(frm, { ...values, status: "Done" }),
		__("Mark as Done"),
		__("Mark as Done")
	);
}
