import modal

generator = modal.Cls.from_name("described", "Generator")
#@ link("Generator", "app.py: class <<Generator>>")
#@ hover("Generator", "class Generator(Base)", "Writes texts.", "H100", "300", "generate", "warm")
nightly = modal.Function.from_name("described", "nightly")
#@ hover("nightly", "Cleans up.", "modal.Period(hours=6)", nth=2)
hook = modal.Function.from_name("described", "hook")
#@ hover("hook", "fastapi_endpoint", nth=2)
main = modal.Function.from_name("described", "main")
#@ diag("main", from-name-unknown-target, "main", nth=2)
#@ links(3)
