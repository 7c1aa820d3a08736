// SPDX-License-Identifier: GPL-3.0-only
// The first screen: what waits for me, what stands today and this week, one click each
frappe.pages["my-day"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("My Day"),
		single_column: true,
	});
	wrapper.day_body = $("<div class='my-day p-3'>").appendTo(page.main);
	page.set_secondary_action(__("Refresh"), () => show_day(wrapper, page), "refresh");
	wrapper.day_page = page;
	page.add_menu_item(__("My Calendar"), show_calendar);
};

frappe.pages["my-day"].on_page_show = (wrapper) => show_day(wrapper, wrapper.day_page);

async function show_day(wrapper, page) {
	const day = await frappe.xcall("planota_hub.digest.my_day.get_my_day");
	page.clear_inner_toolbar();
	day.new.forEach(({ doctype, label }) => {
		page.add_inner_button(label, () => frappe.new_doc(doctype), __("New"));
	});
	const $grid = $("<div>").css({ columns: "320px", columnGap: "16px" });
	const today = day.events.filter((event) => event.is_today);
	const later = day.events.filter((event) => !event.is_today);
	if (today.length) $grid.append(make_card(__("Today"), today.map(make_event)));
	if (later.length) $grid.append(make_card(__("This Week"), later.map(make_event)));
	day.waiting.forEach((group) => $grid.append(make_group(group)));
	wrapper.day_body.empty().append($grid);
	if (!day.waiting.length && !day.events.length) {
		$grid.append($("<p class='text-muted'>").text(__("Nothing waits for you.")));
	}
}

function make_card(title, lines, $more) {
	const $lines = $("<ul class='list-unstyled mb-0'>").append(lines);
	return $("<section class='border rounded p-3 mb-3'>")
		.css("break-inside", "avoid")
		.append(
			$("<h5 class='mt-0 d-flex justify-content-between'>").append($("<span>").text(title), $more),
			$lines
		);
}

function make_event(event) {
	return make_line(event, [event.day, event.kind].join(" · "));
}

function make_group({ label, doctype, filters, total, items }) {
	const $all = $("<a href='#' class='badge badge-light'>")
		.attr("aria-label", __("All of {0}", [label]))
		.text(total >= 100 ? "100+" : total)
		.on("click", (event) => {
			event.preventDefault();
			const options = filters.map(([field, operator, value]) => [field, [operator, value]]);
			frappe.route_options = Object.fromEntries(options);
			frappe.set_route("List", doctype, "List");
		});
	return make_card(
		label,
		items.map((item) => make_line(item, item.day, item.overdue)),
		$all
	);
}

function make_line({ doctype, name, title }, known, is_overdue = false) {
	const $known = $("<div class='small'>")
		.addClass(is_overdue ? "text-danger" : "text-muted")
		.text(is_overdue ? __("{0}, overdue", [known]) : known);
	return $("<li class='py-1'>").append(
		$("<a>").attr("href", frappe.utils.get_form_link(doctype, name)).text(title),
		known ? $known : ""
	);
}

function show_calendar() {
	const method = (name) => `planota_hub.digest.calendar_feed.${name}`;
	const dialog = new frappe.ui.Dialog({
		title: __("My Calendar"),
		fields: [
			{
				fieldname: "address",
				fieldtype: "Small Text",
				label: __("Address"),
				read_only: 1,
				description: __(
					"Subscribe to this address in your calendar program. It is shown once; whoever has it sees your calendar. A new one takes the place of the former."
				),
			},
		],
		primary_action_label: __("Make an Address"),
		async primary_action() {
			dialog.set_value("address", await frappe.xcall(method("make_address")));
		},
		secondary_action_label: __("Withdraw the Address"),
		async secondary_action() {
			await frappe.xcall(method("withdraw_address"));
			dialog.hide();
			frappe.show_alert(__("The address is withdrawn."));
		},
	});
	dialog.show();
}
