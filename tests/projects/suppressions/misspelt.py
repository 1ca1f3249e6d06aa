import modal

fine = modal.Cls.from_name("quiet", "Worker")
bad = modal.Cls.from_name("quiet", "Wroker")  # modal-lsp: ignore[from-name-unkown-target]
#@ diag("Wroker", from-name-unknown-target)
#@ diag("# modal-lsp: ignore[from-name-unkown-target]", unused-suppression, `did you mean "from-name-unknown-target"?`)
