import modal

score = modal.Function.from_name("functional", "score")
#@ def("score", "app.py: def <<score>>", nth=2)
model = modal.Cls.from_name("functional", "Model")
#@ def("Model", "app.py: class <<Model>>")
wrong = modal.Function.from_name("functional", "scroe")
#@ diag("scroe", from-name-unknown-target, `did you mean "score"?`)
