# SPDX-License-Identifier: GPL-3.0-only
"""The seal of a secret ballot: anybody can close one, only the count opens it, and once counted nobody ever can.

Each secret election, and each secret vote of members, has a pair of keys of its own. With the public one, which lies
in the record, a choice is sealed the moment it is cast; two ballots for the same candidate look as different as any two. The private one
lies in a file of the site that is in no backup, encrypted with the key of the site. The count alone reads it, and
it is destroyed with the count, so that what was sealed stays closed in every copy of the database.
"""

import base64
import hashlib
import os
import time
from pathlib import Path

import frappe
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from frappe import _
from frappe.utils.password import decrypt, encrypt

FOLDER = "election_keys"
KEY_LENGTH = 32  # bytes
TEXT_LENGTH = 600  # bytes: a name of 140 characters fits in, and no seal is longer than another
RECEIPT_LENGTH = 20  # characters of 5 bits each
YOUNG_FOR = 3600  # seconds
# each message has a key of its own, so that its number does not matter
NONCE = bytes(12)


class MissingKeyError(frappe.ValidationError):
	"""The private key of an election is not on this site."""


def make_keys(election: str) -> str:
	"""Make the keys of an election, keep the private one in its file, and return the public one."""
	private = X25519PrivateKey.generate()
	public = as_text(private.public_key().public_bytes_raw())
	path = get_path(election, public)
	path.parent.mkdir(mode=0o700, exist_ok=True)
	handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
	with os.fdopen(handle, "w") as file:
		file.write(encrypt(as_text(private.private_bytes_raw())))
		file.flush()
		os.fsync(file.fileno())
	return public


def seal(election: str, public: str, text: str) -> str:
	"""Return a text as nobody can read it without the private key of the election.

	Raises:
	        MissingKeyError: when there is no such key any more; what is sealed then could never be counted.
	"""
	require_key(election, public)
	single_use = X25519PrivateKey.generate()
	shared = single_use.exchange(X25519PublicKey.from_public_bytes(as_bytes(public)))
	sender = single_use.public_key().public_bytes_raw()
	content = text.encode().ljust(TEXT_LENGTH)
	return as_text(sender + get_cipher(election, public, sender, shared).encrypt(NONCE, content, None))


def unseal(election: str, public: str, sealed: list[str]) -> list[str | None]:
	"""Return the texts under some seals, None for one that was broken. For the count alone.

	Raises:
	        MissingKeyError: when the private key is not on this site.
	"""
	if not sealed:
		return []
	require_key(election, public)
	stored = get_path(election, public).read_text()
	private = X25519PrivateKey.from_private_bytes(as_bytes(decrypt(stored)))
	return [open_one(election, public, private, text) for text in sealed]


def open_one(election: str, public: str, private: X25519PrivateKey, text: str) -> str | None:
	try:
		message = as_bytes(text)
		sender, content = message[:KEY_LENGTH], message[KEY_LENGTH:]
		shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
		return get_cipher(election, public, sender, shared).decrypt(NONCE, content, None).decode().rstrip()
	except (ValueError, InvalidTag):
		return None


def get_cipher(election: str, public: str, sender: bytes, shared: bytes) -> ChaCha20Poly1305:
	# the word is part of what is sealed since there were elections alone; another one would open nothing of them
	purpose = f"planota hub election {election} {public} ".encode() + sender
	return ChaCha20Poly1305(HKDF(SHA256(), KEY_LENGTH, salt=None, info=purpose).derive(shared))


def get_receipt(sealed: str) -> str:
	"""Return the receipt of a sealed ballot, as `XXXXX-XXXXX-XXXXX-XXXXX`.

	It is a digest of the seal, not of what lies under it: whoever puts another seal in the place of this one
	can't keep the receipt.
	"""
	code = base64.b32encode(hashlib.sha256(sealed.encode()).digest()).decode()[:RECEIPT_LENGTH]
	return "-".join(code[start : start + 5] for start in range(0, RECEIPT_LENGTH, 5))


# Keys


def get_path(election: str, public: str) -> Path:
	"""Return the file of a private key; two that open the same election at once do not write over each other."""
	digest = hashlib.sha256(public.encode()).hexdigest()[:16]
	return Path(frappe.get_site_path(FOLDER)) / f"{election}.{digest}.key"


def has_key(election: str, public: str | None) -> bool:
	return bool(public) and get_path(election, public).exists()


def require_key(election: str, public: str | None) -> None:
	if not has_key(election, public):
		frappe.throw(
			_(
				"The key that opens the sealed ballots of {0} is not on this site. It is in no backup: ask who runs "
				"the server to bring the file back, or cancel the election and hold it again."
			).format(election),
			MissingKeyError,
			title=_("Key Missing"),
		)


def destroy_keys(election: str) -> None:
	"""Destroy what opens the ballots of an election, once the present transaction is kept."""
	frappe.db.after_commit.add(lambda: destroy_files(f"{election}.*.key"))


def destroy_old_keys() -> None:
	"""Hourly: destroy keys that open nothing any more, when the process ended before it could do so itself.

	Each area says by the hook `hub_sealed` what is still being voted on: names and public keys.
	"""
	destroy_keys_but([key for path in frappe.get_hooks("hub_sealed") for key in frappe.get_attr(path)()])


def destroy_keys_but(needed: list[tuple[str, str]]) -> None:
	"""Destroy the keys of all elections but some; young ones stay: their elections may not be stored yet.

	Args:
	        needed: election and its public key.
	"""
	kept = {get_path(*key) for key in needed}
	for path in Path(frappe.get_site_path(FOLDER)).glob("*.key"):
		if path not in kept and time.time() - path.stat().st_mtime > YOUNG_FOR:
			destroy_file(path)


def destroy_files(pattern: str) -> None:
	for path in Path(frappe.get_site_path(FOLDER)).glob(pattern):
		destroy_file(path)


def remove_folder() -> None:
	"""Leave no key when the app goes."""
	destroy_files("*.key")
	if (folder := Path(frappe.get_site_path(FOLDER))).exists():
		folder.rmdir()


def destroy_file(path: Path) -> None:
	"""Overwrite and delete a key."""
	with path.open("r+b") as file:
		file.write(os.urandom(path.stat().st_size))
		file.flush()
		os.fsync(file.fileno())
	path.unlink(missing_ok=True)


def as_text(content: bytes) -> str:
	return content.hex()


def as_bytes(text: str) -> bytes:
	return bytes.fromhex(text)
