import modal
import names
from names import APP_NAME
from public import CLASS_NAME, PRICING_APP

LOCAL = "pricing"

local = modal.Cls.from_name(LOCAL, "Pricer")
#@ def("Pricer", "service.py: class <<Pricer>>")
imported = modal.Cls.from_name(APP_NAME, names.CLASS_NAME)
#@ hover("names.CLASS_NAME", "class Pricer")
#@ def("names.CLASS_NAME", "service.py: class <<Pricer>>")
exported = modal.Cls.from_name(PRICING_APP, CLASS_NAME)
#@ def("CLASS_NAME", "service.py: class <<Pricer>>")
formatted = modal.Cls.from_name(f"pric{names.SUFFIX}", "Pricer")
#@ def("Pricer", "service.py: class <<Pricer>>")
wrong = modal.Cls.from_name(PRICING_APP, names.WRONG_CLASS)
#@ diag("names.WRONG_CLASS", from-name-unknown-target, `"Pricr"`, `"Pricer"`)
unknown = modal.Cls.from_name(PRICING_APP, names.MISSING)
