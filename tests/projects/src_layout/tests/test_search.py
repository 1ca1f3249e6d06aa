import modal

from acme.names import APP, FUNCTION


def test_search():
    assert modal.Function.from_name(APP, "find_all")
    #@ def("find_all", "src/acme/search.py: def <<find_all>>")
    assert modal.Function.from_name(APP, FUNCTION)
    #@ diag("FUNCTION", from-name-unknown-target, "find_al", "find_all")
