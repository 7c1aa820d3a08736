// SPDX-License-Identifier: GPL-3.0-only
const PRACTICE_EXCHANGE = "planota_hub.planota_hub.practices.exchange";

frappe.listview_settings["Good Practice"] = {
	add_fields: ["stage", "origin_hub"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = {
			Submitted: "orange",
			"Under Review": "yellow",
			Published: "green",
			Withdrawn: "gray",
			Declined: "red",
		};
		return [__(doc.stage), colors[doc.stage], `stage,=,${doc.stage}`];
	},

	onload(list) {
		if (frappe.model.can_export("Good Practice")) {
			list.page.add_inner_button(__("Export for Other Hubs"), () =>
				window.open(`/api/method/${PRACTICE_EXCHANGE}.download`)
			);
		}
		if (frappe.model.can_create("Good Practice")) {
			list.page.add_inner_button(__("Import From Another Hub"), () => choose_file(list));
		}
	},
};

function choose_file(list) {
	new frappe.ui.FileUploader({
		allow_multiple: false,
		make_attachments_public: false,
		restrictions: { allowed_file_types: [".json"] },
		on_success: (file) => import_file(list, file.name),
	});
}

async function import_file(list, file) {
	const { message } = await frappe.call({
		method: `${PRACTICE_EXCHANGE}.import_file`,
		args: { file },
		freeze: true,
	});
	list.refresh();
	const lines = [
		__("New: {0}", [message.created.length]),
		__("Updated: {0}", [message.updated.length]),
		__("Unchanged: {0}", [message.unchanged.length]),
		...message.refused.map(({ title, reason }) => `${title}: ${reason}`),
	];
	frappe.msgprint({
		title: __("Import From Another Hub"),
		indicator: message.refused.length ? "orange" : "green",
		message: lines.map((line) => frappe.utils.escape_html(line)).join("<br>"),
	});
}
