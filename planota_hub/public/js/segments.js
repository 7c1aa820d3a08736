// SPDX-License-Identifier: GPL-3.0-only
// Segments in lists: one as the filter of a list, and a filtered list kept as one
frappe.provide("planota_hub");

(() => {
	const SEGMENT = "Audience Segment";
	const OPERATOR = "in segment";
	const HOLDS = { NGO: "NGOs", Stakeholder: "Stakeholders" };
	const PEOPLE = { NGO: "People of NGOs", Stakeholder: "People of Stakeholders" };
	// the label of the operator, as the server names it
	const label = () => __("In Segment");

	// the filter shows what it compares as a link to the records of the list
	const name_it = (doctype, segment, title) => frappe.utils.add_link_title(doctype, segment, title);

	/** Open the members of a segment as a list, or in another view of it. */
	planota_hub.open_segment = (doctype, { name: segment, segment_title }, view = "List") => {
		name_it(doctype, segment, segment_title);
		frappe.route_options = { name: [OPERATOR, segment] };
		frappe.set_route("List", doctype, view);
	};

	/** Open a new briefing to whoever is in a segment when it is sent. */
	planota_hub.write_to_segment = async ({ name, segment_title }) => {
		const doctype = "Stakeholder Briefing";
		await frappe.model.with_doctype(doctype);
		frappe.utils.add_link_title(SEGMENT, name, segment_title);
		const briefing = frappe.model.get_new_doc(doctype);
		briefing.audience = [];
		const row = frappe.model.add_child(briefing, "Briefing Audience", "audience");
		Object.assign(row, { recipient_type: SEGMENT, segment: name });
		frappe.set_route("Form", doctype, briefing.name);
	};

	/** Offer segments in the menu of a list of organisations. */
	planota_hub.offer_segments = (listview) => {
		if (!frappe.model.can_read(SEGMENT)) return;
		listview.page.add_menu_item(__("Show a Segment"), () => choose_segment(listview));
		if (frappe.model.can_create(SEGMENT))
			listview.page.add_menu_item(__("Save as Segment"), () => save_as_segment(listview));
	};

	function choose_segment(listview) {
		frappe.prompt(
			{
				fieldname: "segment",
				fieldtype: "Link",
				options: SEGMENT,
				label: __("Segment"),
				reqd: 1,
				get_query: () => ({
					filters: {
						disabled: 0,
						holds: ["in", [HOLDS[listview.doctype], PEOPLE[listview.doctype]]],
					},
				}),
			},
			async ({ segment }) => {
				name_it(listview.doctype, segment, frappe.utils.get_link_title(SEGMENT, segment) || segment);
				await listview.filter_area.remove("name");
				listview.filter_area.add([[listview.doctype, "name", OPERATOR, segment]]);
			},
			label(),
			__("Show")
		);
	}

	async function save_as_segment(listview) {
		const filters = listview.filter_area.get().map((filter) => filter.slice(0, 4));
		const { message: conditions } = await frappe.call({
			method: "planota_hub.planota_hub.segments.form.make_conditions",
			args: { doctype: listview.doctype, filters: JSON.stringify(filters) },
		});
		await frappe.model.with_doctype(SEGMENT);
		const segment = frappe.model.get_new_doc(SEGMENT);
		segment.holds = HOLDS[listview.doctype];
		for (const condition of conditions)
			Object.assign(frappe.model.add_child(segment, "Segment Condition", "conditions"), condition);
		frappe.set_route("Form", SEGMENT, segment.name);
	}
})();
