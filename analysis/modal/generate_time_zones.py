#!/usr/bin/env python3
"""Writes time_zones.inc from the time zone database that Python finds."""

import zoneinfo
from pathlib import Path

NO_ZONES = {"Factory", "localtime"}

names = sorted(name for name in zoneinfo.available_timezones() if name not in NO_ZONES and not name.startswith(("posix", "right")))
lines = ["// By generate_time_zones.py; not edited by hand.", *(f'"{name}",' for name in names)]
Path(__file__).with_name("time_zones.inc").write_text("\n".join(lines) + "\n", encoding="ascii")
