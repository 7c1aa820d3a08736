# SPDX-License-Identifier: GPL-3.0-only
from itertools import product

from planota_hub.figures.shares import get_shares, write_share
from planota_hub.tests.compat import HubTestCase


class TestShares(HubTestCase):
	def test_shares_are_rounded_so_that_they_add_up(self):
		for parts, shares in (
			((1, 1, 1), [33.4, 33.3, 33.3]),
			((51, 53), [49.0, 51.0]),
			((2, 1), [66.7, 33.3]),
			((1, 0, 1), [50, 0, 50]),
			((7,), [100]),
			((0, 0), [0, 0]),
			((), []),
		):
			with self.subTest(parts):
				self.assertEqual(get_shares(parts), shares)

	def test_any_shares_add_up_to_a_hundred_and_are_off_by_less_than_a_step(self):
		for parts in product(range(8), repeat=4):
			if not sum(parts):
				continue
			shares = get_shares(parts)
			self.assertAlmostEqual(sum(shares), 100, places=6, msg=str(parts))
			for part, share in zip(parts, shares, strict=True):
				self.assertLess(abs(share - 100 * part / sum(parts)), 0.1, parts)

	def test_a_share_beyond_a_limit_is_never_written_as_the_limit(self):
		for part, whole, limit, text in (
			(51, 104, 49, "49.04"),
			(49, 100, 49, "49"),
			(490001, 1000000, 49, "49.0001"),
			(1, 3, 49, "33.3"),
			(509, 1000, 51, "50.9"),
			(50999, 100000, 51, "50.999"),
		):
			with self.subTest(part):
				self.assertEqual(write_share(part, whole, limit), text)
