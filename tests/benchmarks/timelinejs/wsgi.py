"""The site with TimelineJS's files beside it, so that one server serves both sides of the comparison."""

import os

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

application = WhiteNoise(get_wsgi_application(), root=os.environ["TIMELINEJS_SITE"], index_file=True)
