// SPDX-License-Identifier: GPL-3.0-only
const PROPOSAL_METHODS = "planota_hub.advocacy.proposals.versions";

frappe.ui.form.on("Policy Proposal", {
	setup(frm) {
		frm.set_query("adopted_at_meeting", () => ({
			filters: { stage: ["in", ["Held", "Minutes Adopted"]], quorum_status: ["!=", "Not Reached"] },
		}));
		frm.set_query("submitted_to", () => ({ filters: { disabled: 0 } }));
		frm.set_query("need", "addressed_needs", () => ({
			filters: { stage: ["in", ["Accepted", "In Action", "Addressed"]] },
		}));
		frm.set_query("involved_ngos", () => ({ filters: { stage: "Verified" } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_headline(frm);
		show_comments(frm);
		show_versions(frm);
		if (frm.doc.stage === "In Consultation") {
			frm.add_custom_button(__("Public Page"), () => window.open(`/consultations/${frm.doc.name}`));
		}
	},
});

function show_headline(frm) {
	const { stage, reply_due, consultation_deadline } = frm.doc;
	const today = frappe.datetime.get_today();
	if (stage === "Submitted") {
		const day = [frappe.datetime.str_to_user(reply_due)];
		const overdue = reply_due < today;
		frm.dashboard.set_headline(
			overdue ? __("The reply was due on {0}.", day) : __("A reply is due on {0}.", day),
			overdue ? "red" : "blue"
		);
	} else if (stage === "In Consultation") {
		frm.dashboard.set_headline(
			__("Comments are taken until {0}.", [frappe.datetime.str_to_user(consultation_deadline)]),
			consultation_deadline < today ? "orange" : "blue"
		);
	}
}

// what the public has said, with its answer; the text of guests is only ever shown as text
function show_comments(frm) {
	const comments = frm.doc.__onload?.comments || [];
	const $place = frm.get_field("comments_html").$wrapper.empty();
	if (!comments.length) {
		$place.append($("<p class='text-muted'>").text(__("There are no confirmed comments yet.")));
		return;
	}
	const unanswered = comments.filter((comment) => comment.status === "Received").length;
	if (unanswered) $place.append($("<p>").text(__("Comments without an answer: {0}", [unanswered])));
	for (const comment of comments) {
		const sender = [comment.commenter_name, comment.organisation].filter(Boolean).join(", ");
		const about = [comment.ask, comment.position && __(comment.position)].filter(Boolean).join(" · ");
		const colour = { Received: "orange", "Taken Up": "green", "Partly Taken Up": "blue" }[comment.status];
		$("<div class='card p-3 mb-2'>")
			.append(
				$("<div class='d-flex justify-content-between'>").append(
					$("<strong>").text(sender),
					$(`<span class="indicator-pill ${colour || "red"}">`).text(__(comment.status))
				),
				$("<div class='text-muted small'>").text(about),
				$("<div style='white-space: pre-line'>").text(comment.comment),
				comment.answer &&
					$("<div class='mt-2 pl-3 border-left' style='white-space: pre-line'>").text(
						comment.answer
					),
				$("<a class='small mt-2'>")
					.attr("href", frappe.utils.get_form_link("Proposal Comment", comment.name))
					.text(comment.status === "Received" ? __("Answer") : __("Open"))
			)
			.appendTo($place);
	}
}

function show_versions(frm) {
	const $place = frm.get_field("versions_html").$wrapper.empty();
	if (frm.perm[0]?.write && ["Draft", "In Consultation", "Consulted"].includes(frm.doc.stage)) {
		frm.add_custom_button(__("Save as Version"), () => save_version(frm));
	}
	const numbers = (frm.doc.versions || []).map((version) => version.version_number);
	if (!numbers.length) return;
	const make_select = (options, chosen) => {
		const $select = $("<select class='form-control' style='width: auto'>");
		for (const [value, label] of options) $("<option>").val(value).text(label).appendTo($select);
		return $select.val(chosen);
	};
	const options = numbers.map((number) => [number, __("Version {0}", [number])]);
	const $old = make_select(options, numbers.at(-2) || numbers.at(-1)).attr(
		"aria-label",
		__("Earlier version")
	);
	const $new = make_select([...options, [0, __("Present text")]], numbers.length > 1 ? numbers.at(-1) : 0);
	$new.attr("aria-label", __("Later version"));
	const $difference = $("<div class='mt-3'>");
	const compare = async () => {
		const { message: texts } = await frappe.call({
			method: `${PROPOSAL_METHODS}.compare_versions`,
			args: { proposal: frm.doc.name, old: cint($old.val()), new: cint($new.val()) },
		});
		draw_difference($difference.empty(), texts);
	};
	$place.append(
		$("<div class='d-flex align-items-center' style='gap: 0.5rem'>").append(
			$old,
			$("<span>").text("→"),
			$new,
			$("<button type='button' class='btn btn-default btn-sm'>")
				.text(__("Compare"))
				.on("click", compare)
		),
		$difference
	);
}

// removed words are struck out, added ones underlined: readable without colours, and in print
function draw_difference($place, texts) {
	if (!texts.length) $place.append($("<p class='text-muted'>").text(__("The two texts are the same.")));
	const styles = {
		same: ["<span>", {}],
		removed: ["<del>", { background: "var(--red-100, #fde2e2)" }],
		added: ["<ins>", { background: "var(--green-100, #def7e4)" }],
	};
	for (const { heading, parts } of texts) {
		const $text = $("<p style='white-space: pre-wrap'>");
		for (const [kind, text] of parts) $(styles[kind][0]).css(styles[kind][1]).text(text).appendTo($text);
		$place.append($("<h6>").text(heading), $text);
	}
}

function save_version(frm) {
	if (frm.is_dirty()) {
		frappe.show_alert({ message: __("Please save the proposal first."), indicator: "orange" });
		return;
	}
	frappe.prompt(
		{ fieldname: "note", fieldtype: "Small Text", label: __("What has changed, and why"), reqd: 1 },
		async ({ note }) => {
			const { message: number } = await frappe.call({
				method: `${PROPOSAL_METHODS}.save_version`,
				args: { proposal: frm.doc.name, note },
				freeze: true,
			});
			frappe.show_alert({ message: __("Saved as version {0}", [number]), indicator: "green" });
			frm.reload_doc();
		},
		__("Save as Version"),
		__("Save")
	);
}
