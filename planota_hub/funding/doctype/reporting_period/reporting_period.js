// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Reporting Period", {
	refresh(frm) {
		if (frm.is_new()) return;
		show_figures(frm);
		const report = __("Funder Report");
		const workbook = __("Workbook with the Evidence");
		frm.add_custom_button(report, () => open_print(frm), __("Report"));
		frm.add_custom_button(workbook, () => download_workbook(frm), __("Report"));
		if (frm.doc.stage !== "Open") {
			frm.add_custom_button(__("Check for Drift"), () => check_drift(frm));
		} else if (frm.perm[0]?.write) {
			frm.add_custom_button(__("Compute Figures"), () => compute_figures(frm)).addClass("btn-primary");
		}
	},
});

function open_print(frm) {
	const format = "Funder Report";
	const query = new URLSearchParams({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
	window.open(`/printview?${query}`);
}

function download_workbook(frm) {
	const query = new URLSearchParams({ period: frm.doc.name });
	window.open(`/api/method/planota_hub.funding.indicators.evidence_workbook.download?${query}`);
}

async function compute_figures(frm) {
	const { message } = await frm.call({ doc: frm.doc, method: "compute_figures", freeze: true });
	await frm.reload_doc();
	if (!message.failures.length) {
		frappe.show_alert({ message: __("Computed: {0}", [message.computed]), indicator: "green" });
		return;
	}
	frappe.msgprint({
		title: __("Some Figures Could Not Be Computed"),
		indicator: "orange",
		as_list: true,
		message: message.failures.map((row) =>
			frappe.utils.escape_html(`${row.indicator} (${row.metric}): ${row.reason}`)
		),
	});
}

async function check_drift(frm) {
	const { message } = await frm.call({ doc: frm.doc, method: "check_drift", freeze: true });
	await frm.reload_doc();
	if (!message.length) {
		frappe.show_alert({ message: __("All figures are as they were reported."), indicator: "green" });
		return;
	}
	frappe.msgprint({
		title: __("Figures that differ from the records of today: {0}", [message.length]),
		indicator: "orange",
		wide: true,
		message: message.map(describe_drift).join(""),
	});
}

// one figure: what was reported, what it would be now, and each record that makes the difference
function describe_drift(figure) {
	const words = figure.failure
		? __("The figure can't be computed any more: {0}", [figure.failure])
		: __("Reported: {0}. By the records of today it would be {1}.", [
				number(figure.reported),
				number(figure.now),
			]);
	const $part = $("<div>").append(
		$("<h5>").append(
			$("<a>").attr("href", `/app/indicator-reading/${figure.reading}`).text(figure.indicator_name)
		),
		$("<p>").text(words)
	);
	const $list = $("<ul>").appendTo($part);
	for (const row of figure.changes) {
		const name = `${__(row.doctype)} ${row.form_label}`;
		const route = `/app/${frappe.router.slug(row.form_doctype)}/${encodeURIComponent(row.form_name)}`;
		const $name = row.state === "Deleted" ? $("<span>") : $("<a>").attr("href", route);
		const change = `${row.ngo_name ? `, ${row.ngo_name}` : ""}: ${row.label}, ${number(
			row.reported
		)} → ${number(row.now)}`;
		$list.append($("<li>").append($name.text(name), document.createTextNode(change)));
	}
	return $part.prop("outerHTML");
}

function number(value) {
	return value === null || value === undefined ? "–" : planota_hub.show_number(value);
}

function show_figures(frm) {
	const figures = frm.doc.__onload?.figures || [];
	const $wrapper = frm.get_field("figures_html").$wrapper.empty();
	if (!figures.length) {
		$wrapper.append($("<p class='text-muted'>").text(__("No figures yet: compute them.")));
		return;
	}
	const labels = [__("Indicator"), __("Unit"), __("Target Value"), __("Value"), __("Status"), __("Drift")];
	const $table = $("<table class='table table-sm'>").append(
		$("<tr>").append(labels.map((label) => $("<th class='text-muted'>").text(label)))
	);
	for (const row of figures) {
		const drifted = row.drifted_records
			? `${row.drift > 0 ? "+" : ""}${number(row.drift)} (${row.drifted_records})`
			: "–";
		$table.append(
			$("<tr>").append(
				$("<td>").text(row.indicator_name),
				$("<td>").text(row.unit),
				$("<td>").append(
					$("<a>").attr("href", `/app/project-indicator/${row.indicator}`).text(number(row.target))
				),
				$("<td>").append(
					$("<a class='bold'>")
						.attr("href", `/app/indicator-reading/${row.name}`)
						.text(number(row.value))
				),
				$("<td>").text(row.failure ? `${__(row.status)}: ${row.failure}` : __(row.status)),
				$("<td class='text-nowrap'>").text(row.frozen ? drifted : "–")
			)
		);
	}
	$wrapper.append($("<div class='table-responsive'>").append($table));
}
