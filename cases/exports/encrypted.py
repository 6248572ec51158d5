"""Files that only their recipient opens: a ZIP with a password (AES, 256 bits), or age for a public key.

Both are written block by block into a temporary file; nothing of a password or a key is kept.
"""

import hashlib
import secrets
import shutil
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

import pyzipper

from cases.crypto import seal_file_for

ZIP_TYPE = "application/zip"
AGE_TYPE = "application/octet-stream"
MEMORY_LIMIT = 2**20
BLOCK = 2**16
# Letters and digits that nobody confuses on the telephone; five groups of four are 96 bits and more.
PASSWORD_ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ2346789"  # noqa: S105 # nosec B105 - what one is made of
PASSWORD_GROUPS, GROUP_LENGTH = 5, 4


def new_password() -> str:
    """Return a password such as ``K4TM-9QXD-HH2P-7RWB-VC3N``, made of letters and digits that can be read out."""
    groups = (
        "".join(secrets.choice(PASSWORD_ALPHABET) for _place in range(GROUP_LENGTH))
        for _group in range(PASSWORD_GROUPS)
    )
    return "-".join(groups)


def fingerprint(key: str) -> str:
    """Return sixteen hexadecimal digits by which a public key is known in the trail and read out on the telephone."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:16].upper()
    return "-".join(digest[start : start + 4] for start in range(0, 16, 4))


def password_zip(plain: BinaryIO, name: str, password: str) -> BinaryIO:
    """Return an open ZIP, at its start, that holds ``plain`` (an open file) as ``name``; closing it removes it."""
    file = _new_file()
    try:
        with pyzipper.AESZipFile(
            file, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        ) as bundle:
            bundle.setpassword(password.encode())
            with bundle.open(name, "w") as inside:
                shutil.copyfileobj(plain, inside, BLOCK)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def age_file(plain: BinaryIO, key: str) -> BinaryIO:
    """Return an open file, at its start, that the owner of the public ``key`` alone can read; closing it removes it."""
    file = _new_file()
    try:
        seal_file_for(key, plain, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _new_file() -> BinaryIO:
    return cast(BinaryIO, SpooledTemporaryFile(max_size=MEMORY_LIMIT))
