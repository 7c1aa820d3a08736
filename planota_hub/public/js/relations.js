// SPDX-License-Identifier: GPL-3.0-only
// To whom an organisation is related stands in its form, from its own side; a relation is added there
// Loaded with two forms, set up once
frappe.provide("planota_hub");

(() => {
	if (planota_hub.shows_relations) return;
	planota_hub.shows_relations = true;

	const RELATION = "Organisation Relation";
	const FORM = "planota_hub.planota_hub.relations.form";

	const ORGANISATIONS = ["NGO", "Stakeholder"];

	for (const doctype of ORGANISATIONS) {
		frappe.ui.form.on(doctype, { refresh: show_relations });
	}

	async function show_relations(frm) {
		const { doctype } = frm;
		const { name } = frm.doc;
		const readable = !frm.is_new() && frappe.model.can_read(RELATION);
		frm.toggle_display("relations_section", readable);
		if (!readable) return;
		const found = await frappe.xcall(`${FORM}.get_relations`, { doctype, name });
		if (frm.doctype !== doctype || frm.doc.name !== name) return;
		const { groups, ended, kinds } = found;
		frm.toggle_display("relations_section", groups.length || ended.length || kinds.length);
		const add = () => add_relation(frm, kinds);
		// the button of the connections does the same
		if (kinds.length) frm.make_methods = { ...frm.make_methods, [RELATION]: add };
		const $relations = $("<div class='hub-relations pb-3'>");
		groups.forEach((group) => $relations.append(make_group(group)));
		if (!groups.length) {
			$("<p class='text-muted'>")
				.text(__("No relations to other organisations are known."))
				.appendTo($relations);
		}
		const $foot = $("<div class='d-flex flex-wrap align-items-center' style='gap: 12px'>").appendTo(
			$relations
		);
		if (kinds.length) {
			$("<button class='btn btn-default btn-xs'>")
				.text(__("Add a Relation"))
				.on("click", add)
				.appendTo($foot);
		}
		if (ended.length) {
			const label = __("Former relations: {0}", [ended.length]);
			make_list_link(label, { name: ["in", ended] }).appendTo($foot);
		}
		frm.get_field("relations_html").$wrapper.html($relations);
	}

	function make_group({ label, lines, more, filters }) {
		const $group = $("<div class='mb-3'>").append($("<div class='text-muted'>").text(label));
		lines.forEach((line) => {
			const $line = $("<div>").appendTo($group);
			$("<a class='bold'>")
				.attr("href", frappe.utils.get_form_link(line.doctype, line.name))
				.text(line.title)
				.appendTo($line);
			$("<a class='text-muted text-nowrap ml-2'>")
				.attr("href", frappe.utils.get_form_link(RELATION, line.relation))
				.attr("aria-label", __("Open the relation to {0}", [line.title]))
				.text(line.days || __("Details"))
				.appendTo($line);
		});
		if (more) make_list_link(__("and {0} more", [more]), filters).appendTo($group);
		return $group;
	}

	function make_list_link(label, filters) {
		return $("<a href='#' class='small'>")
			.text(label)
			.on("click", (event) => {
				event.preventDefault();
				frappe.set_route("List", RELATION, filters);
			});
	}

	function add_relation(frm, kinds) {
		const in_form = (text) => __(text, null, RELATION);
		const dialog = new frappe.ui.Dialog({
			title: __("Add a Relation"),
			fields: [
				{
					fieldname: "kind",
					fieldtype: "Select",
					label: __("This Organisation"),
					options: [{ value: "", label: "" }, ...kinds],
					reqd: 1,
				},
				{
					fieldname: "other_doctype",
					fieldtype: "Select",
					label: in_form("Kind of Organisation"),
					options: ORGANISATIONS.map((value) => ({ value, label: __(value) })),
					default: "NGO",
					reqd: 1,
					onchange: () => dialog.set_value("other", ""),
				},
				{
					fieldname: "other",
					fieldtype: "Dynamic Link",
					label: in_form("Organisation"),
					options: "other_doctype",
					get_options: () => dialog.get_value("other_doctype"),
					get_query: () =>
						dialog.get_value("other_doctype") === "NGO" ? {} : { filters: { disabled: 0 } },
					reqd: 1,
				},
				{ fieldname: "days", fieldtype: "Section Break" },
				{
					fieldname: "from_date",
					fieldtype: "Date",
					label: in_form("From"),
					description: __("First day; of what happened once, the day on which it did"),
				},
				{ fieldname: "column_break_days", fieldtype: "Column Break" },
				{
					fieldname: "to_date",
					fieldtype: "Date",
					label: in_form("Until"),
					description: in_form("Last day; empty while it lasts"),
				},
				{ fieldname: "origin", fieldtype: "Section Break" },
				{
					fieldname: "known_from",
					fieldtype: "Data",
					label: in_form("Source"),
					description: __("For example a statute, a decision, a web page or a conversation"),
				},
			],
			primary_action_label: __("Save"),
			async primary_action(values) {
				const { doctype } = frm;
				const { name } = frm.doc;
				await frappe.xcall(`${FORM}.add_relation`, { ...values, doctype, name });
				dialog.hide();
				frappe.show_alert({ message: __("The relation is written down."), indicator: "green" });
				show_relations(frm);
			},
		});
		dialog.show();
	}
})();
