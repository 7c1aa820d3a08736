// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Funding Call", {
	setup(frm) {
		frm.set_query("funder", () => ({ filters: { disabled: 0 } }));
		frm.set_query("previous_call", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
		frm.set_query("changed_in", "asks", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
	},

	refresh(frm) {
		show_parts(frm);
		if (frm.is_new()) return;
		show_days_left(frm);
		show_matches(frm);
		if (frm.doc.stage === "Published") add_buttons(frm);
	},
});

function show_days_left(frm) {
	const { status, closes_on, opens_on } = frm.doc;
	if (status === "Announced") {
		frm.dashboard.set_headline(__("Opens on {0}.", [frappe.datetime.str_to_user(opens_on)]), "blue");
	} else if (status === "Open" && closes_on) {
		const days = frappe.datetime.get_day_diff(closes_on, frappe.datetime.get_today());
		const text = days ? __("Open for {0} more days.", [days]) : __("Closes today.");
		frm.dashboard.set_headline(text, days > 7 ? "green" : "orange");
	}
}

function add_buttons(frm) {
	frm.add_custom_button(__("Public Page"), () => window.open(`/calls/${encodeURIComponent(frm.doc.name)}`));
	if (["Open", "Announced"].includes(frm.doc.status) && frappe.model.can_create("Call Application")) {
		frm.add_custom_button(__("New Application"), () =>
			frappe.new_doc("Call Application", { funding_call: frm.doc.name })
		);
	}
}

// Friendliness

function show_parts(frm) {
	const parts = frm.doc.__onload?.parts || [];
	const rows = parts.map(({ rule, weight, points, reason }) => {
		const known = points !== null;
		const color = points >= 70 ? "green" : points >= 40 ? "orange" : "red";
		const mark = known ? `<span class="indicator-pill ${color}">${points}</span>` : "–";
		return `<tr class="${known ? "" : "text-muted"}">
			<td>${__(rule)}</td><td>${frappe.utils.escape_html(reason)}</td>
			<td class="text-right">${mark}</td><td class="text-right">${weight} %</td></tr>`;
	});
	const previous = frm.doc.__onload?.previous_score;
	const change =
		previous === undefined || previous === null
			? ""
			: `<p>${__("The previous call had {0} points.", [Math.round(previous)])}</p>`;
	const html = rows.length
		? `${change}<table class="table table-bordered"><thead><tr>
			<th>${__("Rule")}</th><th>${__("What the Call Says")}</th>
			<th class="text-right">${__("Points")}</th><th class="text-right">${__("Weight")}</th>
			</tr></thead><tbody>${rows.join("")}</tbody></table>`
		: "";
	frm.get_field("friendliness_html").$wrapper.html(html);
}

// Matching NGOs

async function show_matches(frm) {
	const name = frm.doc.name;
	const matches = await frappe.xcall("planota_hub.funding.calls.matching.get_matching_ngos", {
		call: name,
	});
	if (frm.doc.name !== name) return;
	const waiting = matches.filter((row) => row.agrees && !row.told_on);
	frm.get_field("matches_html").$wrapper.html(
		matches.length
			? matches_table(matches, waiting.length)
			: `<p class="text-muted">${__("No verified NGO meets the conditions.")}</p>`
	);
	const is_open = ["Open", "Announced"].includes(frm.doc.status);
	if (is_open && waiting.length && frm.perm[0]?.write) {
		frm.add_custom_button(__("Tell {0} NGOs", [waiting.length]), () => tell_ngos(frm, waiting.length));
	}
}

function matches_table(matches, waiting) {
	const count = (state) => matches.filter((row) => row.state === state).length;
	const told = matches.filter((row) => row.told_on).length;
	const summary = __("{0} match, {1} to check; {2} were told, {3} agreed and wait to be told.", [
		count("Matches"),
		count("To Check"),
		told,
		waiting,
	]);
	return `<p>${summary}</p><table class="table table-bordered"><thead><tr>
		<th>${__("NGO")}</th><th>${__("Municipality")}</th><th>${__("Match")}</th>
		<th>${__("Reasons")}</th><th>${__("Told On")}</th></tr></thead>
		<tbody>${matches.map(match_row).join("")}</tbody></table>`;
}

function match_row({ ngo, ngo_name, municipality, state, criteria, told_on, agrees }) {
	const color = state === "Matches" ? "green" : "orange";
	const reasons = criteria.map(({ label, reason }) => frappe.utils.escape_html(`${label}: ${reason}`));
	const told = told_on
		? frappe.datetime.str_to_user(told_on.split(" ")[0])
		: `<span class="text-muted">${agrees ? __("Not yet") : __("Did not agree to e-mail")}</span>`;
	return `<tr>
		<td>${frappe.utils.get_form_link("NGO", ngo, true, frappe.utils.escape_html(ngo_name))}</td>
		<td>${frappe.utils.escape_html(municipality)}</td>
		<td><span class="indicator-pill ${color}">${__(state)}</span></td>
		<td>${reasons.join("<br>") || __("Open to every NGO")}</td>
		<td>${told}</td></tr>`;
}

async function tell_ngos(frm, number) {
	const sent = await planota_hub.send_after_preview({
		method: "planota_hub.funding.calls.alerts.alert_now",
		args: { call: frm.doc.name },
		options: { title: __("Tell {0} NGOs", [number]) },
	});
	if (sent === undefined) return;
	frappe.show_alert({ message: __("E-mails to {0} NGOs are in the queue.", [sent]), indicator: "green" });
	frm.refresh();
}
