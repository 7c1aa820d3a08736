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
			query: "planota_hub.capacity_building.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager", "Hub Mentor"] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.responsible) frm.set_value("responsible", frappe.session.user);
	},

	// for lists; here the link shows it
	refresh: (frm) => frm.toggle_display("lead_name", false),

	lead_type: (frm) => frm.set_value("lead", ""),

	before_workflow_action: (frm) => ask_for_decision(frm, frm.selected_workflow_action),
});

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

// the workflow has frozen the page already; without an answer its action simply does not go on
function ask_for_decision(frm, action) {
	frappe.dom.unfreeze();
	const from = STAGES.indexOf(frm.doc.stage);
	const to = action === "Set Back" ? STAGES[from - 1] : STAGE_OF_ACTION[action];
	const required = {
		next_decision_reference: DECIDED_STAGES.includes(to),
		next_reason: from < 0 || STAGES.indexOf(to) !== from + 1,
		financed_amount: to === "Financed",
	};
	const fields = ["next_decided_on", "next_decision_reference", "next_reason"];
	if (to === "Financed") fields.push("financed_amount");
	return new Promise((resolve) => {
		frappe.prompt(
			fields.map((fieldname) => ({
				...frm.fields_dict[fieldname].df,
				default: frm.doc[fieldname] || (fieldname === "next_decided_on" ? frappe.datetime.get_today() : null),
				reqd: required[fieldname] ? 1 : 0,
			})),
			async (values) => {
				await frm.set_value(values);
				await frm.save();
				frappe.dom.freeze();
				resolve();
			},
			__(action),
			__(action)
		);
	});
}
