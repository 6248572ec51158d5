"""The head of the chain in another place: a line for each, so that an end that was cut off here is noticed there."""

import datetime
from dataclasses import dataclass

from cases.audit.sealing import head
from cases.errors import Refused
from cases.models import AuditSeal
from cases.models.marks import OF_SEAL, is_marked


@dataclass(frozen=True)
class Head:
    """The latest seal at some time, as a line of text: number, time, hash, mark."""

    number: int
    made_at: str
    hash: bytes
    mac: bytes

    def __str__(self):
        return f"{self.number} {self.made_at} {self.hash.hex()} {self.mac.hex()}"

    @classmethod
    def of(cls, seal):
        """The head that a seal is."""
        made_at = seal.made_at.astimezone(datetime.UTC).isoformat(timespec="seconds")
        return cls(seal.number, made_at, bytes(seal.hash), bytes(seal.mac))

    @classmethod
    def read(cls, line):
        """The head that a line says. Raises ``Refused`` with a sentence for anything else."""
        try:
            number, made_at, digest, mac = line.split()
            return cls(int(number), made_at, bytes.fromhex(digest), bytes.fromhex(mac))
        except ValueError:
            raise Refused(f"This is no line that audit_ship wrote: {line.strip()[:40]!r}.") from None


def head_now():
    """The ``Head`` to ship, or ``None`` while nothing is sealed."""
    seal = head()
    return None if seal is None else Head.of(seal)


def differences(lines):
    """Sentences on what shipped ``lines`` know and this database does not; empty where it knows all of it."""
    heads = [Head.read(line) for line in lines if line.strip()]
    hashes = dict(
        AuditSeal.objects.filter(number__in={one.number for one in heads}).values_list("number", "hash")
    )
    return [sentence for one in heads if (sentence := _difference(one, hashes))]


def _difference(shipped, hashes):
    if not is_marked(OF_SEAL, shipped.hash, shipped.mac):
        return f"The line of seal {shipped.number} was not shipped by us, or AUDIT_KEY lacks its key."
    if shipped.number not in hashes:
        return f"Seal {shipped.number}, shipped on {shipped.made_at}, is gone: the trail was cut off."
    if bytes(hashes[shipped.number]) != shipped.hash:
        return f"Seal {shipped.number} is not the one that was shipped on {shipped.made_at}."
    return None
