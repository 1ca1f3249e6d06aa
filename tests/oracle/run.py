#!/usr/bin/env python3
"""Holds our rules and our evaluator against the real SDK. Usage: run.py SERVER OUT_DIR"""

import sys

import docs
import extractor
import pages
import sdk
import worlds

MODULES = 300


def lines(server):
    for version in sdk.VERSIONS:
        try:
            sdk.python_with(version)
        except sdk.Unavailable as error:
            yield f"skip SDK {version}: {error}"
            continue
        if version == sdk.VERSIONS[0]:
            yield from pages.check(server, version)
        yield from docs.check(server, version)
        figures = worlds.compare(server, version, 1, MODULES)
        print(f"worlds under {version}: {figures}")
        yield from (f"FAIL worlds {each}" for each in figures.disagreed)
        if not figures.disagreed and figures.agreed:
            yield f"ok worlds under {version}"
    yield from extractor.check(server)


def main():
    failed = False
    for line in lines(sys.argv[1]):
        print(line, flush=True)
        failed = failed or line.startswith("FAIL")
    sys.exit(1 if failed else 0)


main()
