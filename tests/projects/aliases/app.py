import modal as m

application = m.App("aliased")


@application.cls()
class Engine: ...
