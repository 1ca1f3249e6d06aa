import modal

x = = 3

wrong = modal.Function.from_name("steady", "tikc")
#@ diag("tikc", from-name-unknown-target, `did you mean "tick"?`)
#@ hover("steady", "tick")
