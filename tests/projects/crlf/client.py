import modal

build = modal.Function.from_name("windows", "build")
#@ def("build", "app.py: def <<build>>", nth=2)
wrong = modal.Function.from_name("windows", "buidl")
#@ diag("buidl", from-name-unknown-target, `did you mean "build"?`)
#@ fix("buidl", from-name-unknown-target, `wrong = modal.Function.from_name("windows", "build")`)
#@ silence("buidl", from-name-unknown-target, `wrong = modal.Function.from_name("windows", "buidl")  # modal-lsp: ignore[from-name-unknown-target]`)
