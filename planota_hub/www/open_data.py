# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/open-data`: which sets of data there are, in which files, and what may be done with them."""

from frappe import _

from planota_hub.open_data.answers import FOLDER
from planota_hub.open_data.catalog import LICENCE, describe_catalog
from planota_hub.public_forms.datasets import get_datasets, get_size
from planota_hub.public_forms.website import add_page_context

no_cache = 1
sitemap = 1


def get_context(context) -> None:
	"""List the sets with their files and fields."""
	add_page_context(context)
	context.title, context.description = _("Open data"), describe_catalog()
	context.folder, context.licence = f"/{FOLDER}", LICENCE
	context.datasets = [(dataset, get_size(dataset)) for dataset in get_datasets()]
