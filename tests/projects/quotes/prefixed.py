import modal

raw = modal.Function.from_name(r"text-tools", R'sumarise')
#@ diag("sumarise", from-name-unknown-target, "summarise")
#@ fix("sumarise", from-name-unknown-target, `raw = modal.Function.from_name(r"text-tools", R'summarise')`)
formatted = modal.Function.from_name(f"text-tools", f"sumarise")
#@ diag(`f"sumarise"`, from-name-unknown-target, "summarise")
#@ complete("suma|rise", has=["summarise"], result=`formatted = modal.Function.from_name(f"text-tools", f"summarise")`)
unicode = modal.Function.from_name(u"text-tools", u"summarise")
#@ def("summarise", "names.py: def <<summarise>>")
escaped = modal.Function.from_name("text\x2dtools", "summar\u0069se")
#@ def("summar\u0069se", "names.py: def <<summarise>>")
