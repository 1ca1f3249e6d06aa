import modal

silenced = modal.Cls.from_name("quiet", "Wroker")  # modal-lsp: ignore[from-name-unknown-target]
by_code = modal.Cls.from_name("quiet", "Wroker")  # noqa: F841  # modal-lsp: ignore[MDL603]
everything = modal.Cls.from_name("quiet", "Wroker")  # modal-lsp: ignore
useless = modal.Cls.from_name("quiet", "Worker")  # modal-lsp: ignore[from-name-unknown-target]
#@ diag("# modal-lsp: ignore[from-name-unknown-target]", unused-suppression, severity=warning)
#@ fix("# modal-lsp: ignore[from-name-unknown-target]", unused-suppression, `useless = modal.Cls.from_name("quiet", "Worker")`)
loud = modal.Cls.from_name("quiet", "Wroker")
#@ diag("Wroker", from-name-unknown-target)
#@ silence("Wroker", from-name-unknown-target, `loud = modal.Cls.from_name("quiet", "Wroker")  # modal-lsp: ignore[from-name-unknown-target]`)
