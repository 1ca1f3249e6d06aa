# modal-lsp: ignore-file[from-name-unknown-target]
import modal

one = modal.Cls.from_name("quiet", "Wroker")
two = modal.Cls.from_name("quiet", "Wrker")
