import modal

tag = modal.Function.from_name("tagged", "rank-v2")
#@ def("rank-v2", "app.py: def <<rank>>")
computed = modal.Function.from_name("tagged", "sort-v1")
#@ def("sort-v1", "app.py: def <<sort>>")
by_function = modal.Function.from_name("tagged", "rank")
#@ diag("rank", from-name-unknown-target)
#@ complete("|rank", has=["rank-v2", "sort-v1"], hasnt=["rank", "sort"])
