"""Promise 10: seeds of second factors are sealed, for their own column, under a key that can be changed."""

import base64

import pytest
from tink import aead, proto_keyset_format, secret_key_access
from tink.proto import tink_pb2

from cases.crypto import Unreadable, new_master_key
from cases.vault import read_seed, sealed_seed, sealed_to_wait

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_seed_is_read_again_and_shows_nothing():
    sealed = sealed_seed(SEED)
    assert read_seed(sealed) == SEED
    assert SEED not in sealed
    assert base64.b64encode(SEED.encode()).decode()[:12] not in sealed
    assert sealed != sealed_seed(SEED)


def test_another_key_opens_nothing(settings):
    sealed = sealed_seed(SEED)
    settings.FIELD_KEY = new_master_key()
    with pytest.raises(Unreadable):
        read_seed(sealed)


def test_what_was_sealed_for_another_place_does_not_open():
    with pytest.raises(Unreadable):
        read_seed(".".join(sealed_to_wait(SEED, "cases_note.sealed")))


@pytest.mark.parametrize("rubbish", ["", ".", SEED, "a.b.c", "ключ.ключ"])
def test_rubbish_does_not_open(rubbish):
    with pytest.raises(Unreadable):
        read_seed(rubbish)


def test_a_new_master_key_in_front_of_the_old_one_still_opens_it(settings):
    """Rotation: keysets know their keys by id."""
    old = settings.FIELD_KEY
    sealed = sealed_seed(SEED)
    settings.FIELD_KEY = _in_front(new_master_key(), old)
    assert read_seed(sealed) == SEED
    renewed = sealed_seed(SEED)
    settings.FIELD_KEY = old
    with pytest.raises(Unreadable):
        read_seed(renewed)


def _in_front(new, old):
    first, second = (tink_pb2.Keyset.FromString(base64.b64decode(text)) for text in (new, old))
    first.key.extend(second.key)
    aead.register()
    keyset = proto_keyset_format.parse(first.SerializeToString(), secret_key_access.TOKEN)
    return base64.b64encode(proto_keyset_format.serialize(keyset, secret_key_access.TOKEN)).decode()
