import modal
from settings import SPACE, TABLE, Names, settings

one = modal.Cls.from_name(settings.app_name, settings.model)
#@ def("settings.model", "ranking.py: class <<Ranker>>")
two = modal.Cls.from_name(TABLE["app"], TABLE["model"])
#@ def(`TABLE["model"]`, "ranking.py: class <<Ranker>>")
three = modal.Cls.from_name(Names.APP, Names.MISSPELT)
#@ diag("Names.MISSPELT", from-name-unknown-target, "Rankr", `did you mean "Ranker"?`)
four = modal.Cls.from_name(SPACE.app, SPACE.model)
#@ diag("SPACE.model", from-name-unknown-target, "Rankerr", `did you mean "Ranker"?`)
