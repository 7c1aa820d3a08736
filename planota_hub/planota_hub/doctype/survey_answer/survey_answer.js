// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Survey Answer", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.disable_save();
		const known = new Set((frm.doc.follow_ups || []).map((row) => row.record_doctype));
		for (const doctype of ["Local Need", "NGO Support Request", "Interaction"]) {
			if (known.has(doctype) || !frappe.model.can_create(doctype)) continue;
			frm.add_custom_button(__(doctype), () => make_follow_up(frm, doctype), __("Create"));
		}
	},
});

// what the new record needs besides what was answered
function get_fields(doctype) {
	const link = (options, reqd, description) => ({
		fieldname: frappe.scrub(options),
		fieldtype: "Link",
		options,
		label: __(options),
		reqd,
		description,
	});
	const known = __("Empty: that of the NGO");
	if (doctype === "Local Need") return [link("Municipality", 0, known), link("Field of Work", 0, known)];
	if (doctype === "NGO Support Request") {
		return [{ ...link("Support Request Category", 1), fieldname: "category", label: __("Category") }];
	}
	return [];
}

function make_follow_up(frm, doctype) {
	frappe.prompt(
		[
			{
				fieldname: "title",
				fieldtype: "Data",
				label: __("Title"),
				reqd: 1,
				default: frappe.utils.get_link_title("Survey", frm.doc.survey) || "",
				description: __("What was answered is taken over as the description."),
			},
			...get_fields(doctype),
		],
		async (values) => {
			const { message: name } = await frm.call("make_follow_up", { doctype, values });
			frappe.set_route("Form", doctype, name);
		},
		__(doctype),
		__("Create")
	);
}
