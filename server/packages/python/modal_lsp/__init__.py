"""Finds the modal-lsp binary that this distribution installed."""

import os
import sysconfig

__all__ = ["find_binary"]


def find_binary():
    """The path of the binary; FileNotFoundError, with the places looked at, when it is in none of them."""
    name = "modal-lsp" + (sysconfig.get_config_var("EXE") or "")
    above = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    user = "nt_user" if os.name == "nt" else "posix_user"
    # This environment, the user's own folder, and `pip install --target`.
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", user), os.path.join(above, "bin")]
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    raise FileNotFoundError("{} is in none of {}".format(name, ", ".join(folders)))
