// SPDX-License-Identifier: GPL-3.0-only
const SENDING = "planota_hub.planota_hub.briefings.sending";
const MAIL = "planota_hub.planota_hub.briefings.mail";
const SECONDS_BETWEEN_LOOKS = 3;

frappe.ui.form.on("Stakeholder Briefing", {
	setup(frm) {
		frm.show_audience_soon = frappe.utils.debounce(() => show_audience(frm), 600);
		frm.set_query("segment", "audience", () => ({ filters: { disabled: 0 } }));
		frm.set_query("about_doctype", () => ({
			filters: { istable: 0, issingle: 0, module: ["in", hub_modules()] },
		}));
	},

	refresh(frm) {
		show_placeholders(frm);
		freeze(frm, frm.doc.status !== "Draft");
		if (frm.is_new() || frm.doc.status === "Draft") show_audience(frm);
		else show_progress(frm, frm.doc);
		if (frm.is_new()) return;
		add_buttons(frm);
		if (frm.doc.status === "Sending") look_again(frm);
	},

	email_template(frm) {
		if (!frm.doc.email_template) return;
		frappe.db.get_doc("Email Template", frm.doc.email_template).then((template) => {
			if (!frm.doc.briefing_title) frm.set_value("briefing_title", template.subject);
			frm.set_value("message", template.use_html ? template.response_html : template.response);
		});
	},

	message: (frm) => frm.show_audience_soon(),
	briefing_title: (frm) => frm.show_audience_soon(),
	about_doctype: (frm) => planota_hub.keep_if_of_kind(frm, "about_doctype", "about"),
	about: (frm) => frm.show_audience_soon(),
	language: (frm) => frm.show_audience_soon(),
	audience_remove: (frm) => frm.show_audience_soon(),
});

frappe.ui.form.on("Briefing Audience", {
	recipient_type: (frm) => frm.show_audience_soon(),
	chosen: (frm) => frm.show_audience_soon(),
	segment: (frm) => frm.show_audience_soon(),
	municipality: (frm) => frm.show_audience_soon(),
	field_of_work: (frm) => frm.show_audience_soon(),
	role: (frm) => frm.show_audience_soon(),
	audience_remove: (frm) => frm.show_audience_soon(),
});

function hub_modules() {
	return ["Planota Hub", "Capacity Building", "Local Networks", "Advocacy", "Partnerships", "Funding"];
}

function freeze(frm, frozen) {
	const fields = ["briefing_title", "message", "about_doctype", "about", "field_of_work", "audience"];
	for (const fieldname of [...fields, "email_template"])
		frm.set_df_property(fieldname, "read_only", frozen);
	frm.toggle_display(["placeholders_html", "email_template", "audience_html"], !frozen);
	frm.toggle_display(["progress_html", "figures_section"], frozen);
}

function show_placeholders(frm) {
	const placeholders = frm.doc.__onload?.placeholders;
	const $help = frm.get_field("placeholders_html").$wrapper.empty();
	if (!placeholders) return;
	const rows = Object.entries(placeholders).map(([name, meaning]) =>
		$("<tr>").append(
			$("<td class='pr-4'>").append($("<code>").text(`{{ ${name} }}`)),
			$("<td class='text-muted'>").text(meaning)
		)
	);
	$("<div class='mb-2'>").text(__("Placeholders that each message fills in:")).appendTo($help);
	$("<table class='small mb-3'>").append(rows).appendTo($help);
}

function show_audience(frm) {
	if (frm.doc.status !== "Draft" && !frm.is_new()) return;
	frappe
		.call({ method: `${MAIL}.preview`, args: { briefing: JSON.stringify(frm.doc) } })
		.then(({ message }) => draw_audience(frm, message));
}

function draw_audience(frm, preview) {
	const $box = frm.get_field("audience_html").$wrapper.empty();
	const count = preview.count
		? __("{0} addresses get this briefing", [preview.messages])
		: __("Nobody gets this briefing yet");
	$("<h4 data-audience-count>").text(count).appendTo($box);
	if (preview.messages < preview.count) {
		const shared = __("Some share an address: {0} are informed, each is logged for itself.", [
			preview.count,
		]);
		$("<p class='text-muted' data-audience-shared>").text(shared).appendTo($box);
	}
	for (const title of preview.empty_segments) {
		const text = __("Nobody is in the segment {0} now: it can't be sent like this.", [title]);
		$("<p class='text-danger' data-empty-segment>").text(text).appendTo($box);
	}
	const pills = (pairs, color) =>
		pairs.map(([label, number]) =>
			$(`<span class="indicator-pill ${color} mr-2 mb-2">`).text(`${label}: ${number}`)
		);
	$("<div class='mb-3'>").append(pills(preview.types, "green")).appendTo($box);
	if (preview.left_out.length) {
		$("<div class='text-muted mb-1'>").text(__("Left out:")).appendTo($box);
		$("<div class='mb-2'>").append(pills(preview.left_out, "orange")).appendTo($box);
		const lines = preview.named_out.map(([name, reason]) => $("<li>").text(`${name}: ${reason}`));
		$("<details class='small mb-3' data-left-out>")
			.append($("<summary>").text(__("Who is left out")), $("<ul class='mb-0'>").append(lines))
			.appendTo($box);
	}
	draw_first_addressees(preview, $box);
	draw_text(preview, $box);
}

function draw_first_addressees({ addressees, count }, $box) {
	if (!addressees.length) return;
	const rows = addressees.map((row) =>
		$("<tr>").append(
			$("<td>").append(
				$("<a>")
					.attr("href", frappe.utils.get_form_link(row.recipient_doctype, row.recipient))
					.text(row.organisation)
			),
			$("<td>").text([row.person, __(row.function || "")].filter(Boolean).join(", ")),
			$("<td>").text(row.email)
		)
	);
	const head = [__("Organisation"), __("Person"), __("Email")].map((label) => $("<th>").text(label));
	$("<div class='table-responsive'>")
		.append(
			$("<table class='table table-sm small'>").append(
				$("<thead>").append($("<tr>").append(head)),
				$("<tbody>").append(rows)
			)
		)
		.appendTo($box);
	if (count > addressees.length) {
		$("<p class='text-muted'>")
			.text(__("and {0} more", [count - addressees.length]))
			.appendTo($box);
	}
}

function draw_text({ subject, body, problem }, $box) {
	if (problem) $("<div class='alert alert-danger'>").html(problem).appendTo($box);
	if (!body) return;
	$("<div class='text-muted mt-3 mb-1'>").text(__("What the first of them reads:")).appendTo($box);
	$("<div class='frappe-card p-4'>")
		.append($("<strong>").html(subject), $("<div class='mt-2'>").html(body))
		.appendTo($box);
}

function add_buttons(frm) {
	if (!frm.perm[0]?.write) return;
	const { status } = frm.doc;
	if (status === "Draft") {
		frm.add_custom_button(__("Send Test to Me"), () => send_test(frm));
		if (!frm.is_dirty()) {
			frm.add_custom_button(__("Send Briefing"), () => confirm_sending(frm)).addClass("btn-primary");
		}
	}
	if (status === "Sending") frm.add_custom_button(__("Stop"), () => run(frm, "stop_sending"));
	if (["Sending", "Stopped"].includes(status)) {
		frm.add_custom_button(__("Resume"), () => run(frm, "resume_sending"));
	}
}

async function send_test(frm) {
	if (frm.is_dirty()) await frm.save();
	const { message } = await frappe.call({ method: `${MAIL}.send_test`, args: { briefing: frm.doc.name } });
	const text = __("The test to {0} is in the e-mail queue.", [message.email]);
	if (message.waiting) frappe.msgprint({ message: `${text}<br>${message.waiting}`, indicator: "orange" });
	else frappe.show_alert({ message: text, indicator: "green" });
}

async function confirm_sending(frm) {
	const { message } = await frappe.call({
		method: `${MAIL}.preview`,
		args: { briefing: JSON.stringify(frm.doc) },
	});
	const lines = [
		message.waiting ? `<p class="text-danger" data-mail-waits>${message.waiting}</p>` : "",
		__("Send this briefing to {0} addresses now? It can't be changed afterwards.", [message.messages]),
	];
	frappe.confirm(lines.join(""), () => run(frm, "start_sending"));
}

async function run(frm, action) {
	await frappe.call({
		method: `${SENDING}.${action}`,
		args: { briefing: frm.doc.name },
		freeze: true,
	});
	await frm.reload_doc();
}

function show_progress(frm, figures) {
	const done = figures.recipients_count - figures.waiting_count;
	const percent = figures.recipients_count ? Math.round((100 * done) / figures.recipients_count) : 100;
	const colors = { Sending: "", Waiting: "", Stopped: "bg-danger", Sent: "bg-success" };
	const $box = frm.get_field("progress_html").$wrapper.empty();
	$("<div class='mb-2' data-briefing-progress>")
		.text(
			__("{0} of {1} informed, {2} waiting, {3} failed", [
				figures.informed_count,
				figures.recipients_count,
				figures.waiting_count,
				figures.failed_count,
			])
		)
		.appendTo($box);
	$("<div class='progress mb-3'>")
		.append(
			$(`<div class="progress-bar ${colors[figures.status]}" role="progressbar">`)
				.attr({ "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 })
				.css("width", `${percent}%`)
		)
		.appendTo($box);
}

// the figures move while the worker sends; the form follows as long as it is open
function look_again(frm) {
	const { name } = frm.doc;
	setTimeout(async () => {
		const is_open = () => frm.doc.name === name && frappe.get_route()[2] === name;
		if (!is_open()) return;
		const { message } = await frappe.call({
			method: "planota_hub.planota_hub.briefings.deliveries.get_progress",
			args: { briefing: name },
		});
		if (!is_open()) return;
		show_progress(frm, message);
		if (message.status === "Sending") look_again(frm);
		else frm.reload_doc();
	}, SECONDS_BETWEEN_LOOKS * 1000);
}
