"""From which network address a request comes: what our own proxies say of it, and nothing that a visitor can write."""

import ipaddress
import logging

from allauth.core.internal.httpkit import clean_client_ip, get_client_ip
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

log = logging.getLogger(__name__)


def client_address(request):
    """Return the address as text, by as many entries of X-Forwarded-For as there are proxies (PROXIES).

    What a proxy could not name counts as the proxy itself. Raises ``PermissionDenied`` where not even that is known.
    """
    try:
        found = get_client_ip(request)
    except ImproperlyConfigured:
        log.warning("X-Forwarded-For names fewer proxies than PROXIES says: check that setting.")
        found = None
    found = found or clean_client_ip(request.META.get("REMOTE_ADDR", ""))
    if not found:
        raise PermissionDenied
    # Without the zone of a link, which is this machine's own affair and no part of an address.
    address = ipaddress.ip_address(found.partition("%")[0])
    # An IPv4 address in the dress of IPv6: limits by network would put all of those together.
    return str(getattr(address, "ipv4_mapped", None) or address)
