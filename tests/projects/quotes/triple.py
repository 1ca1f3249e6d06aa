import modal

ok = modal.Function.from_name("""text-tools""", '''summarise''')
#@ hover("summarise", "summarise")
#@ def("summarise", "names.py: def <<summarise>>")
bad = modal.Function.from_name('''text-tools''', """sumarise""")
#@ diag("sumarise", from-name-unknown-target, "summarise")
#@ fix("sumarise", from-name-unknown-target, `bad = modal.Function.from_name('''text-tools''', """summarise""")`)
#@ complete("|sumarise", has=["summarise"])
