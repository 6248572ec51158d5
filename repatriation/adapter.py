"""How sign-in behaves in this deployment."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts come by invitation only: nobody makes one for themselves (promise 10)."""

    def is_open_for_signup(self, request):
        """Return False for everybody."""
        return False
