// SPDX-License-Identifier: GPL-3.0-only
// What a step of a workflow needs is asked for before it is taken
frappe.provide("planota_hub");

// without an answer the step simply does not go on
planota_hub.ask_before_step = (
	frm,
	fields,
	take = (values) => frm.set_value(values).then(() => frm.save())
) => {
	const action = __(frm.selected_workflow_action);
	// the workflow has frozen the page already
	frappe.dom.unfreeze();
	return new Promise((resolve) => {
		const go_on = async (values) => {
			await take(values);
			frappe.dom.freeze();
			resolve();
		};
		frappe.prompt(
			fields.map((field) => planota_hub.field_to_ask(frm, field)),
			go_on,
			action,
			action
		);
	});
};

// a field of the form that must be filled in: its name, or its name with what differs from the form
planota_hub.field_to_ask = (frm, field) => {
	const { fieldname, ...changes } = typeof field === "string" ? { fieldname: field } : field;
	const df = frm.fields_dict[fieldname]?.df;
	if (!df) return field;
	const shown = {
		depends_on: "",
		mandatory_depends_on: "",
		read_only_depends_on: "",
		hidden: 0,
		read_only: 0,
	};
	return { ...df, ...shown, reqd: 1, ...changes };
};
