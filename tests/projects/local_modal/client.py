import modal

serve = modal.Function.from_name("local-folder", "sevre")
#@ diag("sevre", from-name-unknown-target, `did you mean "serve"?`)
