"""Run with `modal run back/app.py::main`, or `modal run back/app.py::mian`."""
#@ def("main", "back/app.py: def <<main>>():")
#@ diag("mian", cli-target-missing, `did you mean "main"?`, severity=hint)
import modal

app = modal.App("back-office")
#@ refs("back-office", `back/app.py: modal.App("<<back-office>>")`, "Makefile: modal app logs <<back-office>>", ".github/workflows/ci.yml: modal app stop <<back-office>>", "deploy.sh: modal app logs <<back-office>>")


@app.function()
def price(): ...
#@ refs("price", "back/app.py: def <<price>>(): ...", "deploy.sh: modal run back/app.py::app.<<price>>")


@app.local_entrypoint()
def main():
    price.remote()
