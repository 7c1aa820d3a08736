# SPDX-License-Identifier: GPL-3.0-only
"""The CRM that the hub is part of: one package per CRM, and what these share.

| Module | What it holds |
| --- | --- |
| `adapter.py` | what a CRM says of itself, and which of the known ones is on the site |
| `installation.py` | custom fields on the CRM's DocTypes, and their removal |
| `parties.py` | an NGO as a customer, supplier or organisation of the CRM, kept in step with it |
| `sharing.py` | contacts and addresses that the NGO and its party have in common |
| `leads.py` | a lead that becomes an NGO or a stakeholder, with its history |
| `history.py` | contacts, messages, comments, tasks and events carried from one record to another |
| `background.py` | all verified NGOs made parties, a thousand at a time |
| `connections.py` | the dashboards of both sides |
| `erpnext/`, `frappe_crm/` | the adapters: the only code that knows the fields of these CRMs |
"""
