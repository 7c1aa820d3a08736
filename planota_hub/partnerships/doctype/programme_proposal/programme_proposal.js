// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Programme Proposal", {
	setup(frm) {
		const filters_of = (partner_type) =>
			partner_type === "NGO" ? { stage: "Verified" } : { disabled: 0 };
		frm.set_query("field_of_work", () => ({ filters: { disabled: 0 } }));
		frm.set_query("lead", ({ lead_type }) => ({ filters: filters_of(lead_type) }));
		frm.set_query("partner", "partners", (doc, cdt, cdn) => ({
			filters: filters_of(locals[cdt][cdn].partner_type),
		}));
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.support.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager", "Hub Mentor"] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.responsible) frm.set_value("responsible", frappe.session.user);
	},

	// for lists; here the link shows it
	refresh: (frm) => frm.toggle_display("lead_name", false),

	lead_type: (frm) => planota_hub.keep_if_of_kind(frm, "lead_type", "lead"),
});

frappe.provide("planota_hub.ask_first");
planota_hub.ask_first["Programme Proposal"] = ask_for_decision;

frappe.ui.form.on("Programme Proposal Partner", {
	partner_type(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "partner", "");
	},
});

const STAGES = ["Idea", "Submitted", "Included", "Priority", "Financed"];
const DECIDED_STAGES = ["Included", "Priority", "Financed"];
const STAGE_OF_ACTION = {
	"Submit Proposal": "Submitted",
	Include: "Included",
	"Make Priority": "Priority",
	Finance: "Financed",
	Drop: "Dropped",
	"Take Up Again": "Idea",
};

function ask_for_decision(frm, action) {
	const from = STAGES.indexOf(frm.doc.stage);
	const to = action === "Set Back" ? STAGES[from - 1] : STAGE_OF_ACTION[action];
	const today = frm.doc.next_decided_on || frappe.datetime.get_today();
	const fields = [
		{ fieldname: "next_decided_on", reqd: 0, default: today },
		{ fieldname: "next_decision_reference", reqd: DECIDED_STAGES.includes(to) ? 1 : 0 },
		{ fieldname: "next_reason", reqd: from < 0 || STAGES.indexOf(to) !== from + 1 ? 1 : 0 },
	];
	if (to === "Financed") fields.push("financed_amount");
	return planota_hub.ask_before_step(frm, fields);
}
