"""``python -m agenda_ical``."""

from agenda_ical.cli import main

raise SystemExit(main())
