// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Representative Body"] = {
	hide_name_column: true,
	add_fields: ["status", "seats_required", "seats_vacant"],
	get_indicator({ status, seats_required, seats_vacant }) {
		if (status === "Dissolved") return [__("Dissolved"), "gray", "status,=,Dissolved"];
		if (!seats_required) return [__("No Seats"), "gray", "seats_required,=,0"];
		if (seats_vacant) return [__("Vacancies: {0}", [seats_vacant]), "red", "seats_vacant,>,0"];
		return [__("All Seats Filled"), "green", "seats_vacant,=,0|status,=,Active"];
	},
};
