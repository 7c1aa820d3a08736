// SPDX-License-Identifier: GPL-3.0-only
// A location that is still empty opens at the municipality of its record
frappe.provide("planota_hub");

(() => {
	// the script comes with each of these forms, and is to act once in each
	if (planota_hub.looks_at_municipality) return;
	planota_hub.looks_at_municipality = true;

	for (const doctype of ["NGO", "Stakeholder", "Local Need"]) {
		frappe.ui.form.on(doctype, { refresh: look_at_municipality, municipality: look_at_municipality });
	}

	async function look_at_municipality(frm) {
		const { municipality } = frm.doc;
		if (frm.doc.location || !municipality) return;
		const { message } = await frappe.db.get_value("Municipality", municipality, "location");
		const { map } = frm.fields_dict.location;
		if (!map || frm.doc.location || frm.doc.municipality !== municipality || !message.location) return;
		map.fitBounds(L.geoJSON(JSON.parse(message.location)).getBounds(), { maxZoom: 12 });
	}
})();
