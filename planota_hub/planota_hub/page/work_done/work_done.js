// SPDX-License-Identifier: GPL-3.0-only
// All that the hub did with an organisation or a person, or in a municipality, by kind, period and project
const SUBJECTS = ["NGO", "Stakeholder", "Municipality", "Contact"];
const PAGE = 20;
const PRINTS = {
	NGO: "Work with NGO",
	Stakeholder: "Work with Stakeholder",
	Municipality: "Work in Municipality",
};

frappe.pages["work-done"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("What the Hub Did"),
		single_column: true,
	});
	wrapper.work = new WorkDone(page);
};

frappe.pages["work-done"].on_page_show = (wrapper) => wrapper.work.open(...frappe.get_route().slice(1));

class WorkDone {
	constructor(page) {
		this.page = page;
		const change = () => this.reload();
		this.fields = {
			kind: page.add_field({
				fieldname: "kind",
				fieldtype: "Select",
				label: __("Kind"),
				options: [""],
				change,
			}),
			since: page.add_field({ fieldname: "since", fieldtype: "Date", label: __("From"), change }),
			until: page.add_field({ fieldname: "until", fieldtype: "Date", label: __("Until"), change }),
		};
		if (frappe.model.can_read("Funded Project")) {
			this.fields.project = page.add_field({
				fieldname: "project",
				fieldtype: "Link",
				options: "Funded Project",
				label: __("Project"),
				change,
			});
		}
		this.$body = $("<div class='work-done p-3'>").appendTo(page.main);
	}

	async open(doctype, name) {
		this.subject = SUBJECTS.includes(doctype) && name ? { doctype, name } : null;
		this.page.clear_inner_toolbar();
		this.page.clear_primary_action();
		if (PRINTS[doctype]) this.page.set_primary_action(__("Print"), () => this.print(), "printer");
		if (!this.subject) {
			const text = __("Open an organisation, a municipality or a contact first.");
			this.$body.empty().append($("<p class='text-muted'>").text(text));
			return;
		}
		await frappe.model.with_doctype(doctype);
		const title_field = frappe.get_meta(doctype).title_field;
		const title = title_field
			? (await frappe.db.get_value(doctype, name, title_field)).message[title_field]
			: name;
		if (this.subject?.name !== name) return;
		this.title = title || name;
		this.page.add_inner_button(__("Open {0}", [__(doctype)]), () =>
			frappe.set_route("Form", doctype, name)
		);
		this.reload();
	}

	get asked() {
		const values = Object.entries(this.fields).map(([key, field]) => [key, field.get_value()]);
		return Object.fromEntries(values.filter(([, value]) => value));
	}

	async reload() {
		if (!this.subject) return;
		const turn = (this.turn = (this.turn || 0) + 1);
		const answer = await this.load(0);
		if (turn !== this.turn) return;
		this.offer_kinds(answer.kinds);
		this.$body.empty().append($("<h4>").text(this.title));
		this.$lines = $("<tbody>");
		const titles = [__("Date"), __("What"), __("Hours")];
		const $table = $("<table class='table table-sm'>").append(
			$("<thead>").append($("<tr>").append(titles.map((title) => $("<th>").text(title)))),
			this.$lines
		);
		this.$body.append($("<div class='table-responsive'>").append($table));
		if (!answer.lines.length) {
			$table.replaceWith($("<p class='text-muted'>").text(__("Nothing that you may see.")));
		}
		this.show(answer, 0);
	}

	load(start) {
		const method = "planota_hub.planota_hub.work_done.lines.get_lines";
		return frappe.xcall(method, { ...this.subject, ...this.asked, start, limit: PAGE });
	}

	offer_kinds(kinds) {
		const options = [{ value: "", label: __("All kinds") }, ...kinds];
		const field = this.fields.kind;
		if (field.df.options.length === options.length) return;
		field.df.options = options;
		field.refresh();
	}

	show({ lines, more }, start) {
		lines.forEach((line) => this.$lines.append(this.make_row(line)));
		this.$body.find(".work-done-more").remove();
		if (!more) return;
		$("<button class='btn btn-default btn-sm work-done-more'>")
			.text(__("Load More"))
			.on("click", async () => this.show(await this.load(start + PAGE), start + PAGE))
			.appendTo(this.$body);
	}

	make_row(line) {
		const $title = $("<a>")
			.attr("href", frappe.utils.get_form_link(line.doctype, line.name))
			.text(line.title);
		const known = [line.kind, line.detail, line.role, line.state].filter(Boolean).join(" · ");
		const hours = line.hours ? planota_hub.show_number(line.hours) : "";
		return $("<tr>").append(
			$("<td class='text-nowrap'>").text(line.day),
			$("<td>").append($title, $("<div class='text-muted small'>").text(known)),
			$("<td class='text-right'>").text(hours)
		);
	}

	print() {
		if (!this.subject) return;
		const { doctype, name } = this.subject;
		const { since, until, project } = this.asked;
		const values = Object.entries({ since, until, project }).filter(([, value]) => value);
		const format = PRINTS[doctype];
		const asked = new URLSearchParams({ doctype, name, format, ...Object.fromEntries(values) });
		asked.set("_lang", frappe.boot.lang);
		window.open(frappe.urllib.get_full_url(`/printview?${asked}`), "_blank", "noopener");
	}
}
