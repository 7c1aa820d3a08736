// SPDX-License-Identifier: GPL-3.0-only
// Ways from one page of the Desk to the next.
(() => {
	// Who goes on from a list while its files are still coming has a list that asks for the title of a record that is not there
	// yet; the framework fails, and the list stays empty. The form writes the title when it has its record.
	const set_form_breadcrumb = frappe.breadcrumbs.set_form_breadcrumb;
	frappe.breadcrumbs.set_form_breadcrumb = function (breadcrumbs, ...more) {
		const name = frappe.get_route().slice(2).join("/");
		const is_there = name.startsWith("new-") || frappe.get_doc(breadcrumbs.doctype, name);
		if (is_there) set_form_breadcrumb.call(this, breadcrumbs, ...more);
	};

	// A list that is still being drawn takes the options of the next page for its own and leaves none; the sidebar needs them
	frappe.router.on("change", () => {
		frappe.route_options ??= {};
	});

	frappe.provide("planota_hub");

	// The framework tells a new form of each link that it begins with as if it had just been chosen: what a record was opened
	// for stays, what is of another kind than is chosen now goes.
	planota_hub.keep_if_of_kind = async (frm, kind_field, fieldname) => {
		const { [kind_field]: kind, [fieldname]: name } = frm.doc;
		if (!name || (kind && (await frappe.db.exists(kind, name)))) return;
		if (frm.doc[kind_field] === kind && frm.doc[fieldname] === name) await frm.set_value(fieldname, "");
	};

	// What is added in the connections of a record belongs to it, also where a field says of what kind the record is
	const form = frappe.ui.form.Form.prototype;
	const set_link_field = form.set_link_field;
	form.set_link_field = function (doctype, new_doc) {
		set_link_field.call(this, doctype, new_doc);
		const links = Object.entries(this.meta.__dashboard?.dynamic_links || {});
		for (const [fieldname, [kind, kind_field]] of links) {
			if (!frappe.meta.has_field(doctype, fieldname) || !frappe.meta.has_field(doctype, kind_field))
				continue;
			Object.assign(new_doc, { [kind_field]: kind, [fieldname]: this.doc.name });
		}
	};
})();
