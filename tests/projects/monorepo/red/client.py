import modal

job = modal.Function.from_name("worker", "run_job")
#@ def("run_job", "red/worker.py: def <<run_job>>", "blue/worker.py: def <<run_job>>")
#@ def("worker", `red/worker.py: modal.App("<<worker>>")`, `blue/worker.py: modal.App("<<worker>>")`)
mine = modal.Function.from_name("worker", "only_red")
theirs = modal.Function.from_name("worker", "only_blue")
#@ def("only_blue", "blue/worker.py: def <<only_blue>>")
wrong = modal.Function.from_name("worker", "run_jbo")
#@ diag("run_jbo", from-name-unknown-target, `did you mean "run_job"?`)
#@ complete("|run_jbo", has=["run_job", "only_red", "only_blue"])
