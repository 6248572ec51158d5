"""Every list of codes, named groups of states and table of moves. Imports nothing of ours."""

from .access import *  # noqa: F403
from .case import *  # noqa: F403
from .documents import *  # noqa: F403
from .leaving import *  # noqa: F403
from .matching import *  # noqa: F403
from .nationality import *  # noqa: F403
from .needs import *  # noqa: F403
from .people import *  # noqa: F403
from .places import *  # noqa: F403
from .restrictions import *  # noqa: F403
from .retention import *  # noqa: F403
from .traffic import *  # noqa: F403
from .transfers import *  # noqa: F403
from .work import *  # noqa: F403
