import modal

sign_up = modal.Function.from_name("platform", "sign_up")
#@ def("sign_up", "parts.py: def <<sign_up>>", nth=2)
charge = modal.Function.from_name("platform", "charge")
#@ def("charge", "parts.py: def <<charge>>", nth=2)
wrong = modal.Function.from_name("platform", "chrage")
#@ diag("chrage", from-name-unknown-target, `did you mean "charge"?`)
health = modal.Function.from_name("platform", "health")
#@ def("health", "main.py: def <<health>>", nth=2)
