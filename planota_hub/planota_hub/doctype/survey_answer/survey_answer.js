// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Survey Answer", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.disable_save();
		show_answers(frm);
		const known = new Set((frm.doc.follow_ups || []).map((row) => row.record_doctype));
		for (const doctype of ["Local Need", "NGO Support Request", "Interaction"]) {
			if (known.has(doctype) || !frappe.model.can_create(doctype)) continue;
			frm.add_custom_button(__(doctype), () => make_follow_up(frm, doctype), __("Create"));
		}
		add_giving(frm);
	},
});

// each question with what was answered below it; the rows of the table would cut both off
function show_answers(frm) {
	frm.set_df_property("answers", "hidden", 1);
	const $list = $("<dl>").appendTo(frm.get_field("answers_html").$wrapper.empty());
	for (const { question, said, file } of frm.doc.__onload?.said || []) {
		$list.append($("<dt class='mt-2'>").text(question));
		for (const one of said) {
			const $said = file
				? $("<a>", { href: file, target: "_blank", rel: "noopener" }).text(one || __("File"))
				: document.createTextNode(one);
			$list.append($("<dd class='mb-0' style='white-space: pre-line'>").append($said));
		}
	}
}

// staff may find out whose an answer is that came by an open link
async function add_giving(frm) {
	if (frm.doc.is_anonymous || !frappe.model.can_write("Survey")) return;
	const { survey } = frm.doc;
	const { message } = await frappe.db.get_value("Survey", survey, "answered_through");
	if (message.answered_through !== "Open Link" || frm.doc.survey !== survey) return;
	frm.add_custom_button(__("Give to an Organisation"), () => give(frm));
}

function give(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Give to an Organisation"),
		fields: [
			{
				fieldname: "doctype",
				fieldtype: "Select",
				label: __("Kind of Organisation"),
				options: ["NGO", "Stakeholder"].map((value) => ({ value, label: __(value) })),
				default: frm.doc.organisation_doctype || "NGO",
				onchange: () => dialog.set_value("organisation", ""),
			},
			{
				fieldname: "organisation",
				fieldtype: "Dynamic Link",
				get_options: () => dialog.get_value("doctype"),
				label: __("Organisation"),
				description: __(
					"Whose answer it is; empty: nobody knows. It counts as one that has answered."
				),
			},
		],
		primary_action_label: __("Save"),
		async primary_action({ doctype, organisation }) {
			await frm.call("give_to", { doctype, organisation: organisation || null });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
	if (frm.doc.organisation) dialog.set_value("organisation", frm.doc.organisation);
}

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
