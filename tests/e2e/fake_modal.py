"""A command line that behaves as a test says: FAKE_MODAL names a JSON file with what to do.

{"log": FILE, "commands": {"deploy": {"print": "...", "exit": 0, "hang": true, "spawn": true, "signal": 9}}}
The key with the most words that the arguments begin with (options left out) counts. Every call is written to the log
as one JSON line: its words, folder, process, and those of its children.
"""

import json
import os
import signal
import subprocess
import sys
import time


def main():
    with open(os.environ["FAKE_MODAL"], encoding="utf-8") as file:
        plan = json.load(file)
    words = " ".join(word for word in sys.argv[1:] if not word.startswith("--") or word == "--version")
    fitting = [key for key in plan["commands"] if words.startswith(key)]
    todo = plan["commands"][max(fitting, key=len)] if fitting else {"print": "no such command: " + words, "exit": 2}
    children = []
    if todo.get("spawn"):
        deaf = "import signal, time; signal.signal(2, signal.SIG_IGN); signal.signal(15, signal.SIG_IGN); time.sleep(600)"
        children = [subprocess.Popen([sys.executable, "-c", deaf], start_new_session=far).pid for far in (False, True)]
    with open(plan["log"], "a", encoding="utf-8") as log:
        log.write(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "pid": os.getpid(), "children": children,
                              "width": os.environ.get("COLUMNS"), "colour": os.environ.get("FORCE_COLOR")}) + "\n")
    sys.stdout.buffer.write(todo.get("print", "").encode("utf-8", "surrogateescape"))
    sys.stdout.flush()
    sys.stderr.write(todo.get("error", ""))
    sys.stderr.flush()
    if todo.get("hang"):
        time.sleep(600)
    if "signal" in todo:
        os.kill(os.getpid(), todo["signal"])
    sys.exit(todo.get("exit", 0))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
