frappe.ui.form.on("Call Application", {
	setup(frm) {
		frm.set_query("funding_call", () => ({ filters: { stage: ["in", ["Published", "Decided"]] } }));
		frm.set_query("ngo", () => ({ filters: { stage: "Verified" } }));
		frm.set_query("consortium", () => ({
			filters: frm.doc.ngo ? [["Consortium Partner", "partner", "=", frm.doc.ngo]] : {},
		}));
		const supporters = () => ({
			query: "planota_hub.capacity_building.people.find_users_with_role",
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

	before_workflow_action(frm) {
		const fields = get_missing_fields(frm, frm.selected_workflow_action);
		if (fields.length) return ask_for_values(frm, fields);
	},
});

frappe.ui.form.on("Call Application Help", {
	help_rows_add(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "done_by", frappe.session.user);
	},
});

const escape = (value) => frappe.utils.escape_html(value || "");
// what the funder decided on, or the NGO handed in
const APPROVED = ["Approved", "Completed"];

function show_state(frm) {
	const { stage, next_report_due } = frm.doc;
	const unmet = (frm.doc.__onload?.unmet || []).map(({ label, reason }) => `${label}: ${reason}`);
	if (["In Preparation", "Submitted"].includes(stage) && unmet.length) {
		frm.dashboard.set_headline(
			`${__("Conditions to look at:")} ${escape(unmet.join(" · "))}`,
			"orange"
		);
	} else if (stage === "Approved" && next_report_due) {
		const overdue = next_report_due < frappe.datetime.get_today();
		const day = [frappe.datetime.str_to_user(next_report_due)];
		frm.dashboard.set_headline(
			overdue ? __("Overdue: a report was due on {0}.", day) : __("The next report is due on {0}.", day),
			overdue ? "red" : "blue"
		);
	}
}

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

// the workflow has frozen the page already; without the values its action simply does not go on
function ask_for_values(frm, fieldnames) {
	frappe.dom.unfreeze();
	const action = __(frm.selected_workflow_action);
	const fields = fieldnames.map((fieldname) => {
		const df = frappe.meta.get_docfield(frm.doctype, fieldname);
		return {
			fieldname,
			fieldtype: df.fieldtype,
			label: __(df.label, null, frm.doctype),
			description: __(df.description, null, frm.doctype),
			default: df.fieldtype === "Date" ? "Today" : undefined,
			reqd: 1,
		};
	});
	const requested = fields.find(({ fieldname }) => fieldname === "approved_amount");
	if (requested) requested.default = frm.doc.requested_amount;
	return new Promise((resolve) => {
		frappe.prompt(
			fields,
			async (values) => {
				await frm.set_value(values);
				await frm.save();
				frappe.dom.freeze();
				resolve();
			},
			action,
			action
		);
	});
}

function enter_hours(frm) {
	const kinds = ["Application Help", ...(APPROVED.includes(frm.doc.stage) ? ["Report Help"] : [])];
	const dialog = new frappe.ui.Dialog({
		title: __("Enter Hours"),
		fields: [
			{ fieldname: "work_date", fieldtype: "Date", label: __("Date"), reqd: 1, default: "Today" },
			{
				fieldname: "kind",
				fieldtype: "Select",
				label: __("Kind"),
				options: kinds.map((value) => ({ value, label: __(value) })),
				default: kinds.at(-1),
				reqd: 1,
			},
			{ fieldname: "hours", fieldtype: "Float", label: __("Hours"), reqd: 1, precision: 2 },
			{
				fieldname: "participants",
				fieldtype: "Int",
				label: __("Participants"),
				reqd: 1,
				default: 1,
				description: __("People of the NGO who were helped"),
			},
			{
				fieldname: "note",
				fieldtype: "Small Text",
				label: __("What Was Done"),
				description: __("The NGO sees this"),
			},
		],
		primary_action_label: __("Save"),
		async primary_action(values) {
			const row = frm.add_child("help_rows", { ...values, done_by: frappe.session.user });
			try {
				await frm.save();
				dialog.hide();
			} catch {
				frm.get_field("help_rows").grid.grid_rows_by_docname[row.name]?.remove();
				frm.refresh_field("help_rows");
			}
		},
	});
	dialog.show();
}
