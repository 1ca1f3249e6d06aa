import modal

import app as farm
from app import app

own = modal.Function.from_name(app.name, "render")
#@ def("render", "app.py: def <<render>>")
#@ hover("render", "def render", "A10G")
other = modal.Function.from_name(farm.app.name, "rendr")
#@ diag("rendr", from-name-unknown-target, "render-farm", `did you mean "render"?`)
#@ complete("ren|dr", has=["render"], hasnt=["render-farm"], result=`other = modal.Function.from_name(farm.app.name, "render")`)
