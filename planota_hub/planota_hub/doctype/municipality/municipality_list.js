// SPDX-License-Identifier: GPL-3.0-only
const PLACE_FILES = "planota_hub.planota_hub.register.place_files";

frappe.listview_settings["Municipality"] = {
	hide_name_column: true,
	// those of the hub's own regions, until somebody asks for more
	filters: [["is_own", "=", 1]],

	onload(list) {
		if (frappe.model.can_import("Municipality")) {
			list.page.add_inner_button(__("Import Places of a Country"), () => ask_for_country(list));
		}
	},
};

function ask_for_country(list) {
	const description = __(
		"Then choose the file: CSV in UTF-8 with the columns municipality, code, administrative_unit, statistical_region, nuts3, latitude, longitude, urban, population, area_km2. What is there already stays as it is."
	);
	frappe.prompt(
		{
			fieldname: "country",
			fieldtype: "Link",
			options: "Country",
			label: __("Country"),
			reqd: 1,
			description,
		},
		({ country }) => choose_file(list, country),
		__("Import Places of a Country"),
		__("Choose File")
	);
}

function choose_file(list, country) {
	new frappe.ui.FileUploader({
		allow_multiple: false,
		make_attachments_public: false,
		restrictions: { allowed_file_types: [".csv"] },
		on_success: (file) => import_places(list, country, file.name),
	});
}

async function import_places(list, country, file) {
	const { message } = await frappe.call({
		method: `${PLACE_FILES}.import_file`,
		args: { file, country },
		freeze: true,
	});
	list.refresh();
	const lines = [
		__("New municipalities: {0}", [message.municipalities]),
		__("New administrative units: {0}", [message.units]),
		__("New regions: {0}", [message.regions]),
		__("Municipalities that were there already: {0}", [message.known]),
		__("Which regions are the hub's own is chosen in Hub Settings."),
	];
	frappe.msgprint({
		title: __("Import Places of a Country"),
		indicator: "green",
		message: lines.map((line) => frappe.utils.escape_html(line)).join("<br>"),
	});
}
