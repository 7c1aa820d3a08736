# SPDX-License-Identifier: GPL-3.0-only
import os
import time
from errno import ENOSPC
from io import BytesIO
from unittest.mock import patch

import frappe

from planota_hub.files import pieces
from planota_hub.tests.compat import HubTestCase, as_user, make_user

CONTENT = bytes(range(256)) * 5
MOST = 2000


class TestPieces(HubTestCase):
	"""A file of five quarters of a kilobyte on a site where a piece, and any file, may have five hundred bytes."""

	def setUp(self):
		super().setUp()
		limits = (
			patch.multiple(pieces, LARGEST_PIECE=500),
			patch.object(frappe.core.api.file, "get_max_file_size", lambda: 500),
		)
		for limit in limits:
			limit.start()
			self.addCleanup(limit.stop)
		self.addCleanup(pieces.remove_folder)

	def begin(self, size: int = len(CONTENT)) -> str:
		return pieces.begin("Prs.zip", size, MOST)["upload"]

	def add(self, upload: str, offset: int, size: int = 500):
		return pieces.add(upload, offset, BytesIO(CONTENT[offset : offset + size]))

	def send(self, upload: str):
		return [self.add(upload, offset) for offset in range(0, len(CONTENT), 500)][-1]

	def test_the_last_piece_makes_a_private_file_of_all_of_them(self):
		file = self.send(self.begin())

		self.assertEqual((file.file_name[:3], file.is_private, file.file_size), ("Prs", 1, len(CONTENT)))
		with open(file.get_full_path(), "rb") as stored:
			self.assertEqual(stored.read(), CONTENT)
		frappe.db.after_commit.run()
		self.assertEqual(list(pieces.get_folder().iterdir()), [])

	def test_a_piece_whose_answer_was_lost_comes_once_more(self):
		upload = self.begin()
		for offset in (0, 500, 0, 500, 500):
			self.assertIsNone(self.add(upload, offset))

		file = self.add(upload, 1000)

		with open(file.get_full_path(), "rb") as stored:
			self.assertEqual(stored.read(), CONTENT)

	def test_what_does_not_follow_is_refused(self):
		upload = self.begin()
		for offset, size in ((500, 500), (-1, 500), (0, 501), (0, 0)):
			with (
				self.subTest(offset=offset, size=size),
				self.assertRefused("a part of it was lost on the way"),
			):
				self.add(upload, offset, size)
		for other in ("0" * 32, "../../site_config"):
			with self.subTest(other), self.assertRefused("a part of it was lost on the way"):
				self.add(other, 0)

	def test_more_than_was_announced_is_refused(self):
		upload = self.begin(size=600)
		self.add(upload, 0)
		with self.assertRefused("a part of it was lost on the way"):
			self.add(upload, 500)

	def test_nobody_adds_to_the_file_of_somebody_else(self):
		upload = self.begin()
		with (
			as_user(make_user("pieces-officer@hub.test", "Hub Officer")),
			self.assertRefused("a part of it was lost on the way"),
		):
			self.add(upload, 0)

	def test_an_empty_and_a_too_large_file_are_refused_before_anything_is_sent(self):
		with self.assertRefused("File: the file Prs.zip is empty."):
			self.begin(size=0)
		with (
			patch.object(pieces, "MEGABYTE", 1000),
			self.assertRefused("has 3 MB; at most 2 MB are possible"),
		):
			self.begin(size=2001)

	def test_a_full_disk_is_said(self):
		upload = self.begin()
		full = patch.object(pieces.Path, "open", side_effect=OSError(ENOSPC, "No space left on device"))
		with full, self.assertRefused("the disk of the site is full"):
			self.add(upload, 0)

	def test_pieces_that_never_came_to_their_end_are_removed(self):
		abandoned = pieces.get_path(self.begin())
		long_ago = time.time() - pieces.SECONDS_KEPT - 1
		os.utime(abandoned, (long_ago, long_ago))

		kept = self.begin()

		self.assertEqual([path.name for path in pieces.get_folder().iterdir()], [kept])
