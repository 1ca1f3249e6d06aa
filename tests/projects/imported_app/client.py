import modal

text = modal.Function.from_name("moderation", "check_text")
#@ def("check_text", "text.py: def <<check_text>>")
image = modal.Function.from_name("moderation", "check_imgae")
#@ diag("check_imgae", from-name-unknown-target, `did you mean "check_image"?`)
