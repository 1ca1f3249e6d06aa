"""Writes random modules that use Modal, of the kind people write and of the kind they should not: a seeded grammar."""

import random

CONDITIONS = [
    "modal.is_local()",
    "not modal.is_local()",
    'os.environ.get("MODAL_IS_REMOTE") == "1"',
    'os.environ.get("MODAL_IS_REMOTE") is None',
    '"MODAL_IS_REMOTE" in os.environ',
    'os.environ.get("MODAL_TASK_ID")',
    "modal.is_local() and FLAG",
    "modal.is_local() or OFF",
    "FLAG",
    "not OFF",
    "len(NAMES) > 1",
    'os.path.exists("/nonexistent/.env")',
]


class Module:
    """One module under construction."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = ["import os", "", "import modal", "", "FLAG = True", "OFF = False", 'NAMES = ["a", "b", "c"]']
        self.lines.append('app = modal.App("generated"' + self.maybe(0.2, ', secrets=[modal.Secret.from_name("base")]') + ")")
        self.lists, self.dicts, self.helpers, self.images = [], [], [], []
        self.count = 0

    def maybe(self, chance, text):
        return text if self.random.random() < chance else ""

    def name(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def condition(self):
        return self.random.choice(CONDITIONS)

    def secret(self):
        pick = self.random.randrange(4)
        if pick == 0:
            return "modal.Secret.from_dict({'K': 'v'})"
        if pick == 1:
            return f'modal.Secret.from_name("a" if {self.condition()} else "b")'
        return f'modal.Secret.from_name("s{self.random.randrange(5)}")'

    def volume(self):
        return f'modal.Volume.from_name("v{self.random.randrange(4)}")'

    def secrets(self, depth=0):
        """An expression that is a list of secrets."""
        pick = self.random.randrange(9 if depth < 2 else 3)
        if pick <= 1 or (pick == 2 and not self.lists):
            return "[" + ", ".join(self.secret() for _ in range(self.random.randrange(3))) + "]"
        if pick == 2:
            return self.random.choice(self.lists)
        if pick == 3:
            return f"({self.secrets(depth + 1)} if {self.condition()} else {self.secrets(depth + 1)})"
        if pick == 4:
            return f"{self.secrets(depth + 1)} + {self.secrets(depth + 1)}"
        if pick == 5:
            return "[modal.Secret.from_name(n) for n in NAMES" + self.maybe(0.5, ' if n != "b"') + "]"
        if pick == 6:
            return f"[*{self.secrets(depth + 1)}, {self.secret()}]"
        if pick == 7 and self.helpers:
            return f"{self.random.choice(self.helpers)}()"
        return f"list({self.secrets(depth + 1)})"

    def volumes(self):
        """An expression that is a dictionary of volumes."""
        pick = self.random.randrange(5)
        if pick == 0 and self.dicts:
            return self.random.choice(self.dicts)
        if pick == 1:
            return f"({self.volumes()} if {self.condition()} else {{}})"
        if pick == 2 and self.dicts:
            return f'{{**{self.random.choice(self.dicts)}, "/extra": {self.volume()}}}'
        entries = [f'"/m{i}": {self.volume()}' for i in range(self.random.randrange(3))]
        return "{" + ", ".join(entries) + "}"

    # --- statements

    def guarded(self, body, otherwise=None):
        self.lines.append(f"if {self.condition()}:")
        self.lines += ["    " + line for line in body]
        if otherwise:
            self.lines.append("else:")
            self.lines += ["    " + line for line in otherwise]

    def make_list(self):
        name = self.name("secrets")
        pick = self.random.randrange(4)
        if pick == 0:
            self.guarded([f"{name} = {self.secrets()}"], [f"{name} = {self.secrets()}"])
        elif pick == 1:
            self.lines.append(f"{name} = []")
            self.guarded([f"{name} = {self.secrets()}"])
        elif pick == 2:
            self.lines.append(f"{name}: list = {self.secrets()}")
        else:
            other = self.name("other")
            self.lines.append(f"{name}, {other} = {self.secrets()}, 1")
        self.lists.append(name)

    def change_list(self):
        if not self.lists:
            return
        name = self.random.choice(self.lists)
        # What is added to must be the list's own: others may stand for the same object.
        self.lines.append(f"{name} = list({name})")
        change = self.random.choice(
            [f"{name}.append({self.secret()})", f"{name}.extend({self.secrets()})", f"{name} += [{self.secret()}]"]
        )
        pick = self.random.randrange(3)
        if pick == 0:
            self.guarded([change])
        elif pick == 1:
            self.lines.append("for each in NAMES:")
            if self.random.random() < 0.5:
                self.lines.append('    if each != "a":')
                self.lines.append(f"        {name}.append(modal.Secret.from_name(each))")
            else:
                self.lines.append(f"    {name}.append(modal.Secret.from_name(each))")
        else:
            self.lines.append(change)

    def make_dict(self):
        name = self.name("volumes")
        self.lines.append(f"{name} = {self.volumes()}")
        if self.random.random() < 0.4:
            self.lines.append(f"{name} = dict({name})")
            store = f'{name}["/late"] = {self.volume()}'
            if self.random.random() < 0.5:
                self.guarded([store])
            else:
                self.lines.append(store)
        self.dicts.append(name)

    def make_helper(self):
        name = self.name("helper")
        self.lines.append(f"def {name}():")
        pick = self.random.randrange(3)
        if pick == 0:
            self.lines += [f"    if {self.condition()}:", f"        return {self.secrets(2)}", f"    return {self.secrets(2)}"]
        elif pick == 1:
            self.lines += ["    found = []", f"    if {self.condition()}:", f"        found.append({self.secret()})", "    return found"]
        else:
            self.lines.append(f"    return {self.secrets(2)}")
        self.helpers.append(name)

    def make_image(self):
        name = self.name("image")
        chain = 'modal.Image.debian_slim(python_version="3.12")' + self.maybe(0.5, '.pip_install("numpy")')
        if self.random.random() < 0.4:
            self.guarded([f"{name} = {chain}"], [f"{name} = modal.Image.debian_slim()"])
        else:
            self.lines.append(f"{name} = {chain}")
        self.images.append(name)

    def make_try(self):
        name = self.name("package")
        self.lines += ["try:", f"    import {name}", "except ImportError:", f"    {name} = None"]

    def make_flag(self):
        name = self.name("flag")
        pick = self.random.randrange(4)
        if pick == 0:
            self.guarded([f"{name} = 1"])
        elif pick == 1:
            self.lines.append(f"if ({name} := len(NAMES)) > 2:")
            self.lines.append("    pass")
        elif pick == 2:
            self.lines += [f"{name} = 1", f"del {name}"]
        else:
            self.lines += ["match len(NAMES):", "    case 3:", f"        {name} = 1", "    case _:", f"        {name} = 2"]

    def make_function(self):
        arguments = []
        if self.random.random() < 0.7:
            arguments.append(f"secrets={self.secrets()}")
        if self.random.random() < 0.5:
            arguments.append(f"volumes={self.volumes()}")
        if self.images and self.random.random() < 0.5:
            arguments.append(f"image={self.random.choice(self.images)}")
        if self.random.random() < 0.3:
            arguments.append(self.random.choice(['env={"A": "1"}', "env={}", f'env={{"A": "1"}} if {self.condition()} else None']))
        name = self.name("function")
        if self.random.random() < 0.2:
            self.lines += [f"@app.cls({', '.join(arguments)})", f"class C{name}:", "    @modal.method()", "    def run(self): ..."]
        else:
            self.lines += [f"@app.function({', '.join(arguments)})", f"def {name}(): ..."]

    def text(self):
        makers = [self.make_list, self.change_list, self.make_dict, self.make_helper, self.make_image, self.make_try]
        makers += [self.make_flag, self.make_function, self.make_function]
        for _ in range(self.random.randrange(4, 14)):
            self.random.choice(makers)()
        self.make_function()
        return "\n".join(self.lines) + "\n"


def module(seed):
    return Module(seed).text()


if __name__ == "__main__":
    import sys

    print(module(int(sys.argv[1])), end="")
