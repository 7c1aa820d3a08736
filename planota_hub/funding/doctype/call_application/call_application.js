// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Call Application", {
	setup(frm) {
		frm.set_query("funding_call", () => ({ filters: { stage: ["in", ["Published", "Decided"]] } }));
		frm.set_query("ngo", () => ({ filters: { stage: "Verified" } }));
		frm.set_query("consortium", () => ({
			filters: frm.doc.ngo ? [["Consortium Partner", "partner", "=", frm.doc.ngo]] : {},
		}));
		const supporters = () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Mentor", "Hub Officer", "Hub Manager"] },
		});
		frm.set_query("responsible", supporters);
		frm.set_query("done_by", "help_rows", supporters);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_state(frm);
		if (frm.perm[0]?.write) {
			frm.add_custom_button(__("Enter Hours"), () => enter_hours(frm));
		}
	},
});

frappe.ui.form.on("Call Application Help", {
	help_rows_add(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "done_by", frappe.session.user);
	},
});

// what the funder decided on, or the NGO handed in
const APPROVED = ["Approved", "Completed"];

function show_state(frm) {
	const { stage, next_report_due } = frm.doc;
	const unmet = (frm.doc.__onload?.unmet || []).map(({ label, reason }) => `${label}: ${reason}`);
	if (["In Preparation", "Submitted"].includes(stage) && unmet.length) {
		frm.dashboard.set_headline(
			`${__("Conditions to look at:")} ${frappe.utils.escape_html(unmet.join(" · "))}`,
			"orange"
		);
	} else if (stage === "Approved" && next_report_due) {
		const overdue = next_report_due < frappe.datetime.get_today();
		const day = [frappe.datetime.str_to_user(next_report_due)];
		frm.dashboard.set_headline(
			overdue
				? __("Overdue: a report was due on {0}.", day)
				: __("The next report is due on {0}.", day),
			overdue ? "red" : "blue"
		);
	}
}

// days can be others than today, which the server takes them for
frappe.provide("planota_hub.ask_first");
planota_hub.ask_first["Call Application"] = (frm, action) => {
	const fields = get_missing_fields(frm, action);
	if (fields.length) {
		return planota_hub.ask_before_step(
			frm,
			fields.map((fieldname) => get_field_to_ask(frm, fieldname))
		);
	}
};

// what a step needs and nobody has entered yet
function get_missing_fields(frm, action) {
	const needed = {
		"Mark as Submitted": ["submitted_on", "requested_amount"],
		Approve: ["decided_on", "approved_amount"],
		Reject: ["decided_on", "decision_note"],
		Withdraw: ["withdrawal_reason"],
	};
	return (needed[action] || []).filter((fieldname) => !frm.doc[fieldname]);
}

function get_field_to_ask(frm, fieldname) {
	const defaults = { approved_amount: frm.doc.requested_amount };
	const is_date = frm.fields_dict[fieldname].df.fieldtype === "Date";
	return { fieldname, default: is_date ? "Today" : defaults[fieldname] };
}

function enter_hours(frm) {
	const kinds = ["Application Help", ...(APPROVED.includes(frm.doc.stage) ? ["Report Help"] : [])];
	const kind = {
		fieldname: "kind",
		fieldtype: "Select",
		label: __("Kind"),
		options: kinds.map((value) => ({ value, label: __(value) })),
		default: kinds.at(-1),
		reqd: 1,
	};
	planota_hub.enter_hours(frm, "help_rows", [kind]);
}
