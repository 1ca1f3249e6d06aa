import modal

inside = modal.Function.from_name("storefront", "place")
#@ def("place", "orders.py: def <<place>>")
part = modal.Function.from_name("orders-part", "place")
#@ def("place", "orders.py: def <<place>>")
wrong = modal.Function.from_name("storefront", "plaec")
#@ diag("plaec", from-name-unknown-target, `did you mean "place"?`)
#@ complete("pl|aec", has=["place", "home"])
not_in_part = modal.Function.from_name("orders-part", "home")
#@ diag("home", from-name-unknown-target, `app "orders-part" has no function "home"`)
