// SPDX-License-Identifier: GPL-3.0-only
// A line above the form while no mail leaves this site, and the way to set it up for whoever may.
frappe.provide("planota_hub");

(() => {
	// the script comes with each of these forms, and is to act once in each
	if (planota_hub.shows_mail_hint) return;
	planota_hub.shows_mail_hint = true;

	for (const doctype of ["Hub Settings", "Stakeholder Briefing", "Hub Meeting", "Email Queue"]) {
		frappe.ui.form.on(doctype, { refresh: show_mail_hint });
	}

	async function show_mail_hint(frm) {
		const { name } = frm.doc;
		const hint = await frappe.xcall("planota_hub.mail.account.get_hint");
		if (!hint || frm.doc.name !== name) return;
		const $line = $("<span data-mail-hint>").text(hint.text);
		if (hint.can_set_up) {
			$line.append(" ", $("<a href='/app/email-account/new'>").text(__("Set up an Email Account")));
		}
		frm.layout.wrapper.find("[data-mail-hint]").closest(".form-message").remove();
		frm.set_intro($line.prop("outerHTML"), "orange");
	}
})();
