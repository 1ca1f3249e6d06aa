import modal

pull = modal.Function.from_name("team-ingest", "pull")
#@ def("pull", "ingest.py: def <<pull>>", nth=2)
push = modal.Function.from_name("team-export", "push")
#@ def("push", "export.py: def <<push>>", nth=2)
near_app = modal.Function.from_name("team-ingset", "pull")
#@ diag("team-ingset", from-name-unknown-app, `did you mean "team-ingest"?`)
