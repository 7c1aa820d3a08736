// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Hub Report", {
	refresh(frm) {
		show_report(frm, frm.doc.__onload?.report);
		if (frm.is_new()) return;
		if (frm.doc.status === "Draft") {
			frm.add_custom_button(__("Preview"), () => preview(frm));
		} else {
			frm.disable_save();
			frm.fields.forEach((field) => frm.set_df_property(field.df.fieldname, "read_only", 1));
		}
		if (frm.doc.status === "Published") {
			frm.add_web_link(`/hub-reports/${frm.doc.name}`, __("See on Website"));
			frm.add_custom_button(__("Signed File"), () =>
				window.open(`/hub-report-files/${frm.doc.name}.json`)
			);
		}
		if (!frappe.user.has_role("Hub Manager")) return;
		if (frm.doc.status === "Draft") {
			frm.add_custom_button(__("Publish"), () => publish(frm)).addClass("btn-primary");
		} else if (frm.doc.status === "Published") {
			frm.add_custom_button(__("Withdraw"), () => withdraw(frm));
		}
	},
});

async function preview(frm) {
	const { message } = await frm.call({ doc: frm.doc, method: "preview", freeze: true });
	show_report(frm, message);
}

function publish(frm) {
	frappe.confirm(
		__("Publish this report, signed and for everybody? What was published stays as it is."),
		async () => {
			await frm.call({ doc: frm.doc, method: "publish", freeze: true });
			frm.reload_doc();
		}
	);
}

function withdraw(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason of the Withdrawal"), reqd: 1 },
		async ({ reason }) => {
			await frm.call({ doc: frm.doc, method: "withdraw", args: { reason }, freeze: true });
			frm.reload_doc();
		},
		__("Withdraw"),
		__("Withdraw")
	);
}

// what is or would be published: the indicators, then the figures of the areas
function show_report(frm, report) {
	const $wrapper = frm.get_field("figures_html").$wrapper.empty();
	if (!report) {
		$wrapper.append($("<p class='text-muted'>").text(__("Preview shows what would be published.")));
		return;
	}
	const rows = [
		...report.indicators.map((row) => [
			row.name,
			show_figure(row.value, "–"),
			show_figure(row.target, "–"),
		]),
		...report.figures.map((row) => [row.label, show_figure(row.value), "–"]),
	];
	const $table = $("<table class='table table-sm'>").append(
		$("<tr>").append(
			[__("Figure"), __("Value"), __("Target Value")].map((label) =>
				$("<th class='text-muted'>").text(label)
			)
		),
		rows.map((row) => $("<tr>").append(row.map((text) => $("<td>").text(text))))
	);
	const hidden = __("Figures of fewer than {0} are left out, so that nobody can be recognised.", [
		report.threshold,
	]);
	$wrapper.append($("<div class='table-responsive'>").append($table), $("<p>").text(hidden));
}

function show_figure(value, missing = __("left out")) {
	return value === null ? missing : planota_hub.show_number(value);
}
