// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Segment Use", {
	refresh(frm) {
		const $box = frm.get_field("members_html").$wrapper.empty();
		const { members = [], more = 0 } = frm.doc.__onload || {};
		const head = [__("Organisation"), __("Why")].map((label) => $("<th scope='col'>").text(label));
		const rows = members.map((member) =>
			$("<tr>").append(
				$("<td>").append(
					$("<a>")
						.attr("href", frappe.utils.get_form_link(member.doctype, member.name))
						.text(member.title)
				),
				$("<td class='text-muted'>").text((member.reasons || []).join("; "))
			)
		);
		$("<div class='table-responsive'>")
			.append(
				$("<table class='table table-sm small'>").append(
					$("<thead>").append($("<tr>").append(head)),
					$("<tbody>").append(rows)
				)
			)
			.appendTo($box);
		if (more) {
			$("<p class='text-muted'>")
				.text(__("and {0} more", [more]))
				.appendTo($box);
		}
	},
});
