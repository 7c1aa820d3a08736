// SPDX-License-Identifier: GPL-3.0-only
// The map of a list of the hub: all records of its filter, coloured by their state; what lies close together is one
// circle with its number. Maps of other apps stay as they are.

const MOST_ON_A_MAP = 5000;
const CELL = 56; // pixels: two circles nearer than this become one
const MOST_NAMES = 15; // in the bubble of a circle that can't be looked at any closer

if (frappe.boot.hub_map_frame) {
	const [[south, west], [north, east]] = frappe.boot.hub_map_frame;
	Object.assign(frappe.utils.map_defaults, { center: [(south + north) / 2, (west + east) / 2], zoom: 10 });
}

if (frappe.views.MapView) {
	frappe.views.MapView = class HubMapView extends frappe.views.MapView {
		get is_of_hub() {
			return frappe.boot.module_app[frappe.scrub(this.meta.module)] === "planota_hub";
		}

		setup_defaults() {
			super.setup_defaults();
			if (this.is_of_hub) this.page_length = this.selected_page_count = MOST_ON_A_MAP;
		}

		set_fields() {
			super.set_fields();
			if (this.is_of_hub) this._add_field("location");
		}

		on_filter_change() {
			if (!this.is_of_hub) super.on_filter_change();
		}

		setup_view() {
			super.setup_view();
			if (!this.is_of_hub) return;
			if (!this.map) this.make_map();
			if (frappe.boot.hub_map_frame) this.map.fitBounds(frappe.boot.hub_map_frame);
			this.circles = L.layerGroup().addTo(this.map);
			this.legend = L.control({ position: "bottomright" });
			this.legend.onAdd = () => L.DomUtil.create("div", "frappe-card p-2 hub-map-legend");
			this.legend.addTo(this.map);
			this.map.on("zoomend", () => this.draw_circles());
		}

		// Frappe 15 makes a map of its own each time it draws
		make_map() {
			const id = frappe.dom.get_unique_id();
			this.$result.html(`<div id="${id}" class="map-view-container"></div>`);
			const { center, zoom, tiles, options } = frappe.utils.map_defaults;
			this.map = L.map(id).setView(center, zoom);
			L.tileLayer(tiles, options).addTo(this.map);
			L.control.scale().addTo(this.map);
		}

		render() {
			if (!this.is_of_hub) return super.render();
			this.$paging_area.hide();
			this.places = this.data.map((row) => this.read_place(row)).filter(Boolean);
			this.draw_legend();
			if (this.places.length) {
				const all = L.latLngBounds(this.places.map((place) => place.position));
				this.map.fitBounds(all, { padding: [40, 40], maxZoom: 14, animate: false });
			}
			this.draw_circles();
		}

		read_place(row) {
			if (!row.location) return null;
			const bounds = L.geoJSON(JSON.parse(row.location)).getBounds();
			if (!bounds.isValid()) return null;
			const [state, colour] = frappe.get_indicator(row, this.doctype) || ["", "gray"];
			const title = row[this.meta.title_field] || row.name;
			return { name: row.name, title, state: state || "", colour, position: bounds.getCenter() };
		}

		draw_circles() {
			this.circles.clearLayers();
			for (const places of this.group_places()) {
				places.length > 1 ? this.draw_group(places) : this.draw_one(places[0]);
			}
		}

		group_places() {
			const cells = {};
			for (const place of this.places || []) {
				const { x, y } = this.map.project(place.position);
				const cell = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
				(cells[cell] = cells[cell] || []).push(place);
			}
			return Object.values(cells);
		}

		draw_one(place) {
			const label = [place.title, place.state].filter(Boolean).join(": ");
			this.add_circle(place.position, place.colour, "", label).bindPopup(this.get_bubble([place]));
		}

		draw_group(places) {
			const bounds = L.latLngBounds(places.map((place) => place.position));
			const colour = most_frequent(places.map((place) => place.colour));
			const label = __("{0} records", [places.length]);
			const circle = this.add_circle(bounds.getCenter(), colour, places.length, label);
			const is_one_point = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 20;
			if (is_one_point || this.map.getZoom() >= this.map.getMaxZoom()) {
				circle.bindPopup(this.get_bubble(places));
			} else {
				circle.on("click", () => this.map.fitBounds(bounds, { padding: [60, 60] }));
			}
		}

		add_circle(position, colour, number, label) {
			const size = number ? Math.min(30 + 3 * Math.sqrt(number), 60) : 24;
			const background = `var(--${frappe.scrub(colour, "-")}-600, var(--gray-600))`;
			const html = `<span class="hub-map-circle" style="background: ${background}">${number}</span>`;
			const icon = L.divIcon({ html, className: "", iconSize: [size, size] });
			const circle = L.marker(position, { icon, title: label, alt: label }).addTo(this.circles);
			const element = circle.getElement();
			element.setAttribute("role", "button");
			element.setAttribute("aria-label", label); // the number alone says nothing
			return circle;
		}

		get_bubble(places) {
			const { escape_html, get_form_link } = frappe.utils;
			const shown = places.slice(0, MOST_NAMES).map((place) => {
				const link = get_form_link(this.doctype, place.name, true, escape_html(place.title));
				return `<li>${link}${place.state ? ` · ${escape_html(place.state)}` : ""}</li>`;
			});
			const rest = places.length - shown.length;
			if (rest > 0) shown.push(`<li>${__("and {0} more", [rest])}</li>`);
			return `<ul class="list-unstyled mb-0">${shown.join("")}</ul>`;
		}

		draw_legend() {
			const states = {};
			for (const { state, colour } of this.places) {
				const key = state || __("On the map");
				states[key] = { colour, number: (states[key]?.number || 0) + 1 };
			}
			const lines = Object.entries(states).map(
				([state, { colour, number }]) =>
					`<div><span class="indicator ${colour}"></span>${frappe.utils.escape_html(state)}: ${number}</div>`
			);
			const without = this.data.length - this.places.length;
			if (without) lines.push(`<div>${__("Without a location: {0}", [without])}</div>`);
			if (this.data.length >= MOST_ON_A_MAP) {
				lines.push(`<div>${__("Only the first {0} records are shown.", [MOST_ON_A_MAP])}</div>`);
			}
			$(this.legend.getContainer()).html(lines.join("") || __("No records"));
		}
	};
}

function most_frequent(values) {
	const numbers = {};
	for (const value of values) numbers[value] = (numbers[value] || 0) + 1;
	return Object.entries(numbers).sort((one, other) => other[1] - one[1])[0][0];
}
