import modal


def half(:
    return modal.Function.from_name("steady", "tick")
    #@ def("tick", "app.py: def <<tick>>")


later = modal.Function.from_name("steady", "tikc")
#@ diag("tikc", from-name-unknown-target)
