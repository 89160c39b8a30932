"""One truth, by topic, from the environment (see config/env.py and .env.example)."""

from config.env import env

from .apps import *
from .background import *
from .data import *
from .languages import *
from .links import *
from .logging import *
from .mail import *
from .schedule import *
from .security import *
from .signin import *
from .static import *

env.check()
