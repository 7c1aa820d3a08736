frappe.ui.form.on("Project Indicator", {
	setup(frm) {
		frm.set_query("reporting_period", "targets", () => ({ filters: { project: frm.doc.project || "" } }));
		frm.set_query("responsible", () => ({
			query: "planota_hub.capacity_building.people.find_users_with_role",
			filters: { roles: ["Hub Officer", "Hub Manager"] },
		}));
	},

	async onload(frm) {
		const { message } = await frappe.call("planota_hub.funding.metric_registry.get_options");
		frm.metric_options = message;
		frm.set_df_property("metric", "options", message.metrics);
		offer_filters(frm);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Evidence"), () =>
			frappe.set_route("query-report", "Indicator Evidence", { indicator: frm.doc.name })
		);
	},

	metric: (frm) => offer_filters(frm),

	async project(frm) {
		if (!frm.doc.project || (frm.doc.targets || []).length) return;
		const periods = await frappe.db.get_list("Reporting Period", {
			filters: { project: frm.doc.project },
			fields: ["name"],
			order_by: "starts_on asc",
			limit: 0,
		});
		for (const period of periods) frm.add_child("targets", { reporting_period: period.name, target: 0 });
		frm.refresh_field("targets");
	},
});

function offer_filters(frm) {
	const known = frm.metric_options?.filters[frm.doc.metric] || [];
	frm.fields_dict.metric_filters.grid.update_docfield_property("filter_name", "options", known.join("\n"));
}
