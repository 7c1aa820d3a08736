// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Reporting Period", {
	setup(frm) {
		frappe.realtime.on("proof_archive", ({ period }) => {
			if (frm.doc?.name === period) show_proofs(frm);
		});
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_figures(frm);
		show_proofs(frm);
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

	// what is missing is said before the report goes to the funders, while it can still be added
	async before_workflow_action(frm) {
		if (frm.selected_workflow_action !== "Submit Report") return;
		// refused in any case
		if (frm.doc.ends_on >= frappe.datetime.get_today()) return;
		const state = await frappe.xcall(`${PROOFS}.missing.get_state`, { period: frm.doc.name });
		if (state.missing) await confirm_submission(state);
	},
});

const PROOFS = "planota_hub.funding.proofs";

function confirm_submission(state) {
	// the workflow has frozen the page already
	frappe.dom.unfreeze();
	const must_wait = state.waits && state.required;
	const show = () => window.open(state.address, "_self");
	return new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title: __("Proofs Missing"),
			fields: [{ fieldname: "missing", fieldtype: "HTML" }],
			primary_action_label: must_wait ? __("Show What Is Missing") : __("Submit All the Same"),
			primary_action() {
				dialog.hide();
				if (must_wait) return show();
				frappe.dom.freeze();
				resolve();
			},
			...(must_wait
				? {}
				: { secondary_action_label: __("Show What Is Missing"), secondary_action: show }),
		});
		const hint = must_wait
			? __("This project lets a report wait for its required proofs.")
			: __("You can submit the report and add the proofs later, or add them first.");
		dialog
			.get_field("missing")
			.$wrapper.append($("<p class='bold'>").text(describe_missing(state)), $("<p>").text(hint));
		dialog.show();
	});
}

function describe_missing({ required, recommended }) {
	return [
		required && __("Required proofs missing: {0}.", [required]),
		recommended && __("Recommended proofs missing: {0}.", [recommended]),
	]
		.filter(Boolean)
		.join(" ");
}

async function show_proofs(frm) {
	const { name } = frm.doc;
	const overview = await frappe.xcall(`${PROOFS}.archive.get_overview`, { period: name });
	if (frm.doc.name !== name) return;
	const { missing, files, may_ask } = overview;
	// who waits sees it come, also where the site tells nothing by itself
	clearTimeout(frm.archive_timer);
	if (overview.state === "Being Made") frm.archive_timer = setTimeout(() => look_again(frm, name), 5000);
	const $wrapper = frm.get_field("proofs_html").$wrapper.empty();
	const $missing = $("<p>").appendTo($wrapper);
	if (missing.missing) {
		$("<a class='bold'>")
			.addClass(missing.required ? "text-danger" : "text-warning")
			.attr("href", missing.address)
			.text(describe_missing(missing))
			.appendTo($missing);
	} else {
		$("<span class='text-success'>").text(__("No proof is missing.")).appendTo($missing);
	}
	$("<p data-archive-state>").text(describe_archive(overview)).appendTo($wrapper);
	for (const file of files) {
		$("<p>")
			.append(
				$("<a>").attr({ href: file.file_url, download: file.file_name }).text(file.file_name),
				$("<span class='text-muted ml-2'>").text(frappe.form.formatters.FileSize(file.file_size))
			)
			.appendTo($wrapper);
	}
	if (may_ask && overview.state !== "Being Made") {
		$("<button class='btn btn-default btn-sm mb-3'>")
			.text(files.length ? __("Make the Archive Anew") : __("Make the Archive"))
			.on("click", () => ask_for_archive(frm))
			.appendTo($wrapper);
	}
}

function look_again(frm, name) {
	if (frm.doc.name === name && frm.$wrapper.is(":visible")) show_proofs(frm);
}

function describe_archive({ state, by, on, proofs, left_out, failure, files }) {
	const moment_text = on && frappe.datetime.str_to_user(on);
	if (state === "Being Made") {
		return __("The archive is being made for {0}, who will be told when it is ready.", [by]);
	}
	if (state === "Failed") return failure;
	if (state !== "Ready") {
		return __("The archive holds the report, the workbook and all proofs, in folders by indicator.");
	}
	const parts = [__("Archive of {0}, made by {1}. Proofs: {2}.", [moment_text, by, proofs])];
	if (left_out) parts.push(__("Left out: {0}; the index in it says why.", [left_out]));
	if (!files.length) {
		parts.push(__("It holds records that you may not read; you can make one of your own."));
	}
	return parts.join(" ");
}

async function ask_for_archive(frm) {
	const { began, by } = await frappe.xcall(`${PROOFS}.archive.ask`, { period: frm.doc.name });
	const message = began
		? __("The archive is being made. You will be told when it is ready.")
		: __("The archive is being made for {0} already.", [by]);
	frappe.show_alert({ message, indicator: "blue" });
	show_proofs(frm);
}

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
