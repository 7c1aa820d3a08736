// SPDX-License-Identifier: GPL-3.0-only
// A number that nobody has given is shown as nothing; the database keeps 0 in its place and notes its name.
frappe.provide("planota_hub");

(() => {
	// the script comes with each of these forms, and is to act once in each
	if (planota_hub.shows_unknown_numbers) return;
	planota_hub.shows_unknown_numbers = true;

	const NUMBERS = ["Int", "Float", "Currency", "Percent"];
	for (const doctype of [
		"NGO",
		"Project Indicator",
		"Indicator Reading",
		"Advocacy Campaign",
		"Promotion Activity",
		"Joint Action",
	]) {
		frappe.ui.form.on(doctype, { refresh: show_as_nothing, validate: note_numbers });
	}

	function show_as_nothing(frm) {
		for (const part of get_parts(frm)) {
			for (const fieldname of (part.unknown_numbers || "").split(",").filter(Boolean)) {
				if (part[fieldname]) continue;
				part[fieldname] = null;
				frm.refresh_field(part.parentfield || fieldname);
			}
		}
	}

	// what was typed since then is known, 0 too
	function note_numbers(frm) {
		for (const part of get_parts(frm)) {
			const names = frappe.meta
				.get_docfields(part.doctype)
				.filter((df) => NUMBERS.includes(df.fieldtype) && !df.reqd && is_nothing(part[df.fieldname]))
				.map((df) => df.fieldname);
			part.unknown_numbers = names.length ? `,${names.join(",")},` : "";
		}
	}

	function get_parts(frm) {
		const tables = frm.meta.fields.filter((df) => df.fieldtype === "Table").map((df) => df.fieldname);
		const rows = tables.flatMap((fieldname) => frm.doc[fieldname] || []);
		return [frm.doc, ...rows].filter((part) => frappe.meta.has_field(part.doctype, "unknown_numbers"));
	}

	function is_nothing(value) {
		return value === null || value === undefined || value === "";
	}
})();
