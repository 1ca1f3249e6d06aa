import modal
from modal import Function

as_function = modal.Function.from_name("kinds", "Model")
#@ diag("Function", from-name-wrong-kind, "is a class", severity=error)
#@ fix("Function", from-name-wrong-kind, `as_function = modal.Cls.from_name("kinds", "Model")`)
as_class = modal.Cls.from_name("kinds", "train")
#@ diag("Cls", from-name-wrong-kind, "is a function", severity=error)
imported = Function.from_name("kinds", "Model")
#@ diag("Function", from-name-wrong-kind)
dotted = modal.Function.from_name("kinds", "Model.predict")
#@ diag("Model.predict", function-from-name-dotted, severity=error)
#@ fix("Model.predict", function-from-name-dotted, `dotted = modal.Cls.from_name("kinds", "Model")().predict`)
