import modal as m
from modal import Cls
from modal import Cls as C

kind = m.Cls

one = m.Cls.from_name("aliased", "Engine")
#@ def("Engine", "app.py: class <<Engine>>")
two = Cls.from_name("aliased", "Engnie")
#@ diag("Engnie", from-name-unknown-target)
three = C.from_name("aliased", "Engnie")
#@ diag("Engnie", from-name-unknown-target)
#@ complete("En|gnie", has=["Engine"])
four = kind.from_name("aliased", "Engnie")
#@ diag("Engnie", from-name-unknown-target)
