// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Network Hub"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Active: "green", Archived: "gray" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},

	onload(list) {
		if (frappe.model.can_write("Network Hub")) {
			list.page.add_inner_button(__("Import a Report"), () => choose_report(list));
		}
	},
};

function choose_report(list) {
	new frappe.ui.FileUploader({
		allow_multiple: false,
		make_attachments_public: false,
		restrictions: { allowed_file_types: [".json"] },
		on_success: (file) => import_report(list, file.name),
	});
}

async function import_report(list, file) {
	const { message } = await frappe.call({
		method: "planota_hub.hub_network.receiving.importing.import_file",
		args: { file },
		freeze: true,
	});
	list.refresh();
	const known = message.outcome === "unchanged";
	frappe.show_alert({
		message: known ? __("This report is here already.") : __("The report was imported."),
		indicator: known ? "blue" : "green",
	});
}
