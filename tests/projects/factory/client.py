import modal

pull = modal.Function.from_name("team-ingest", "pull")
#@ def("pull", "ingest.py: def <<pull>>", nth=2)
push = modal.Function.from_name("team-export", "push")
#@ def("push", "export.py: def <<push>>", nth=2)
wrong = modal.Function.from_name("team-ingest", "pulll")
#@ diag("pulll", from-name-unknown-target, `did you mean "pull"?`)
could_be_made = modal.Function.from_name("team-ingset", "pull")
