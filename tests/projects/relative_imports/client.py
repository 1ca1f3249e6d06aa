import modal

from shop import APP

add = modal.Function.from_name(APP, "add")
#@ def("add", "shop/cart/app.py: def <<add>>", nth=2)
remove = modal.Function.from_name("shop-rel", "remove")
#@ def("remove", "shop/cart/remove.py: def <<remove>>", nth=2)
wrong = modal.Function.from_name(APP, "remov")
#@ diag("remov", from-name-unknown-target, `did you mean "remove"?`)
