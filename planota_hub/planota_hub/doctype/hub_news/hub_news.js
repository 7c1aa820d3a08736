// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Hub News", {
	async onload(frm) {
		const { message } = await frappe.call("planota_hub.planota_hub.news.pages.get_linkable_doctypes");
		frm.set_query("about_doctype", () => ({ filters: { name: ["in", message] } }));
	},

	refresh(frm) {
		if (frm.doc.published && !frm.is_new()) {
			frm.add_web_link(`/news/${frm.doc.name}`, __("See on Website"));
		}
	},

	about_doctype: (frm) => planota_hub.keep_if_of_kind(frm, "about_doctype", "about"),
});
