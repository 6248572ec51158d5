"""Settings of a second process of the tests that has to know another master key."""

import os

from repatriation.settings_test import *  # noqa: F403

FIELD_KEY = os.environ["ROTATED_KEY"]
