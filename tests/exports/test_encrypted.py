"""Files for one recipient are read back with the secret key or the password, and with nothing else."""

import io
import re

import pyrage
import pytest
import pyzipper

from cases.exports import age_file, fingerprint, new_password, password_zip

TEXT = b"Zarina Saidova\n" * 200_000


def test_a_password_can_be_read_out_and_comes_once():
    made = {new_password() for _time in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[A-HJKMNP-RT-Z2346-9]{4}(-[A-HJKMNP-RT-Z2346-9]{4}){4}", one) for one in made)


def test_a_zip_opens_with_its_password_alone():
    password = new_password()
    with (
        password_zip(io.BytesIO(TEXT), "export-e-7k4m2-x.csv", password) as file,
        pyzipper.AESZipFile(file) as zipped,
    ):
        (entry,) = zipped.infolist()
        assert entry.filename == "export-e-7k4m2-x.csv"
        zipped.setpassword(new_password().encode())
        with pytest.raises(RuntimeError):
            zipped.read(entry)
        zipped.setpassword(password.encode())
        assert zipped.read(entry) == TEXT


def test_an_age_file_opens_with_the_secret_key_alone():
    secret, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    with age_file(io.BytesIO(TEXT), str(secret.to_public())) as file:
        content = file.read()
    assert b"Saidova" not in content
    assert pyrage.decrypt(content, [secret]) == TEXT
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(content, [other])


def test_a_key_is_told_by_its_fingerprint():
    one, other = (str(pyrage.x25519.Identity.generate().to_public()) for _time in range(2))
    assert fingerprint(one) == fingerprint(one) != fingerprint(other)
    assert re.fullmatch(r"[0-9A-F]{4}(-[0-9A-F]{4}){3}", fingerprint(one))
