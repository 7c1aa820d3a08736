// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Capacity Assessment", {
	setup(frm) {
		frm.set_query("development_plan", () => ({
			filters: { stage: ["not in", ["Not Selected", "Withdrawn"]] },
		}));
		frm.set_query("area", "scores", () => ({ filters: { disabled: 0 } }));
		frm.redraw = frappe.utils.debounce(() => draw(frm), 400);
	},

	refresh(frm) {
		if (frm.is_new()) fill_rows(frm);
		else show(frm, frm.doc.__onload?.radar);
	},

	development_plan(frm) {
		fill_rows(frm);
	},

	assessment_type(frm) {
		frm.redraw();
	},
});

frappe.ui.form.on("Capacity Assessment Score", {
	level: (frm) => frm.redraw(),
	wanted_level: (frm) => frm.redraw(),
	area: (frm) => frm.redraw(),
	scores_remove: (frm) => frm.redraw(),
});

// every area that is in use, as long as nobody has begun to enter levels; what was entered meanwhile stays
async function fill_rows(frm) {
	if (is_begun(frm)) return;
	const { name, assessment_type } = frm.doc;
	const { message: proposal } = await frappe.call(
		"planota_hub.capacity_building.doctype.capacity_assessment.capacity_assessment.get_proposal",
		{ development_plan: frm.doc.development_plan || null }
	);
	if (frm.doc.name !== name || is_begun(frm)) return;
	if (frm.doc.assessment_type === assessment_type)
		await frm.set_value("assessment_type", proposal.assessment_type);
	frm.clear_table("scores");
	for (const row of proposal.scores) frm.add_child("scores", row);
	frm.refresh_field("scores");
}

function is_begun(frm) {
	return (frm.doc.scores || []).some((row) => row.level);
}

async function draw(frm) {
	const { message: chart } = await frappe.call(
		"planota_hub.capacity_building.doctype.capacity_assessment.capacity_assessment.draw_radar",
		{ doc: frm.doc }
	);
	show(frm, chart);
}

function show(frm, chart) {
	const hint = __("The chart appears as soon as three areas have a level.");
	frm.fields_dict.radar_html.$wrapper.html(chart || `<p class="text-muted">${hint}</p>`);
}
