"""`python -m modal_lsp` is `modal-lsp`."""

import os
import sys

from modal_lsp import find_binary


def main():
    arguments = [find_binary()] + sys.argv[1:]
    if os.name == "nt":  # There, exec would leave the terminal to the shell while the program runs.
        import subprocess

        sys.exit(subprocess.call(arguments))
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
