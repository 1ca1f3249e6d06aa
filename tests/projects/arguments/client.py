"""The app and the name of a lookup, in every order Python allows."""

import modal

positional = modal.Cls.from_name("shop-catalog", "Embedder")
#@ hover("Embedder", "class Embedder", "shop-catalog")
#@ hover("shop-catalog", "app", "Embedder", "reindex")
#@ def("Embedder", "catalog.py: class <<Embedder>>")
#@ def("shop-catalog", `catalog.py: modal.App("<<shop-catalog>>")`)
mixed = modal.Cls.from_name("shop-catalog", name="Embedder")
#@ def("Embedder", "catalog.py: class <<Embedder>>")
keywords = modal.Cls.from_name(app_name="shop-catalog", name="Embedder")
#@ def("Embedder", "catalog.py: class <<Embedder>>")
swapped = modal.Cls.from_name(name="Embedder", app_name="shop-catalog", environment_name="main")
#@ def("Embedder", "catalog.py: class <<Embedder>>")

wrong_positional = modal.Cls.from_name("shop-catalog", "Embeder")
#@ diag("Embeder", from-name-unknown-target, 'app "shop-catalog" has no class "Embeder"', `did you mean "Embedder"?`, severity=warning)
#@ fix("Embeder", from-name-unknown-target, 'wrong_positional = modal.Cls.from_name("shop-catalog", "Embedder")')
#@ complete("Embe|der", has=["Embedder"], hasnt=["reindex", "shop-catalog"], result='wrong_positional = modal.Cls.from_name("shop-catalog", "Embedder")')
wrong_mixed = modal.Function.from_name("shop-catalog", name="reindx")
#@ diag("reindx", from-name-unknown-target, `did you mean "reindex"?`)
wrong_swapped = modal.Cls.from_name(name="embedder", app_name="shop-catalog")
#@ diag("embedder", from-name-unknown-target, `differs only in case: "Embedder"`)
#@ complete("shop-|catalog", has=["shop-catalog"], hasnt=["Embedder"])

spread = modal.Cls.from_name(*("shop-catalog", "Embedder"))
#@ links(4)
