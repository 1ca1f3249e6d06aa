#!/usr/bin/env python3
"""The real CLI against a control plane of our own. Usage: run.py SERVER OUT_DIR [PART OF A TEST'S NAME]

Needs the SDK, whose package holds the protocol's definitions; MODAL_LSP_UPDATE=1 renews tests/golden/cli."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "oracle"))
import sdk  # noqa: E402


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        python = sdk.python_with(sdk.VERSIONS[0])
    except sdk.Unavailable as error:
        print(f"skip control plane: {error}")
        return
    os.execv(python, [str(python), str(HERE / "suite.py"), *sys.argv[1:]])


main()
