# SPDX-License-Identifier: GPL-3.0-only
"""The dashboards of ERPNext's DocTypes (hook `override_doctype_dashboards`): one function each, see `connections`."""

from planota_hub.integrations.connections import show_hub_documents_of


def show_lead(data: dict) -> dict:
	return show_hub_documents_of("Lead", data)


def show_customer(data: dict) -> dict:
	return show_hub_documents_of("Customer", data)


def show_supplier(data: dict) -> dict:
	return show_hub_documents_of("Supplier", data)


def show_opportunity(data: dict) -> dict:
	return show_hub_documents_of("Opportunity", data)


def show_quotation(data: dict) -> dict:
	return show_hub_documents_of("Quotation", data)


def show_campaign(data: dict) -> dict:
	return show_hub_documents_of("Campaign", data)


def show_project(data: dict) -> dict:
	return show_hub_documents_of("Project", data)


def show_contract(data: dict) -> dict:
	return show_hub_documents_of("Contract", data)
