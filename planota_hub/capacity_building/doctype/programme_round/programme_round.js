// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Programme Round", {
	refresh(frm) {
		if (frm.is_new()) return;
		show_figures(frm);
		frm.add_custom_button(__("Board of the Plans"), () => show_board(frm));
		frm.add_custom_button(__("Progress"), () =>
			frappe.set_route("query-report", "NGOs with Potential Progress", {
				programme_round: frm.doc.name,
			})
		);
		if (frm.doc.status === "Open for Applications") {
			frm.add_web_link("/apply-with-potential", __("See the Application Form"));
		}
	},
});

const STAGES = [
	"Applied",
	"Under Assessment",
	"Selected",
	"Active",
	"Completed",
	"Not Selected",
	"Withdrawn",
];

function show_board(frm) {
	frappe.route_options = { programme_round: frm.doc.name };
	frappe.set_route("List", "Development Plan", "Kanban", "Development Plans");
}

function show_figures(frm) {
	const { stages = {}, places_taken = 0 } = frm.doc.__onload || {};
	const $figures = $("<div style='display: flex; flex-wrap: wrap; gap: 8px 24px'>");
	const add = (label, value) =>
		$("<div>")
			.append($("<div class='text-muted small'>").text(label), $("<strong>").text(value))
			.appendTo($figures);
	add(__("Places Taken"), __("{0} of {1}", [places_taken, frm.doc.places]));
	for (const stage of STAGES) {
		if (stages[stage]) add(__(stage), stages[stage]);
	}
	frm.fields_dict.figures_html.$wrapper.empty().append($figures);
}
