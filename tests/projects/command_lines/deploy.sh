set -e
modal deploy back/app.py --env dev
#@ links(4)
modal run back/app.py::app.price
#@ def("price", "back/app.py: def <<price>>(): ...")
#@ hover("price", "back-office")
modal run back/app.py::pirce
#@ diag("pirce", cli-target-missing, `did you mean "price"?`, severity=warning)
modal run back/gone.py
#@ diag("back/gone.py", cli-target-missing, "no file", severity=warning)
modal deploy back/app.py --evn dev  # modal-lsp: ignore[cli-unknown-option]
modal app logs other-office
#@ def("other-office", none)
modal app logs back-office --tial 3
#@ diag("--tial", cli-unknown-option, `did you mean "--tail"?`, severity=warning)
