import modal
from names import APP_NAME

app = modal.App(APP_NAME)


@app.cls()
class Pricer:
    #@ refs("Pricer", "service.py: class <<Pricer>>", `names.py: CLASS_NAME: str = "<<Pricer>>"`, `client.py: local = modal.Cls.from_name(LOCAL, "<<Pricer>>")`, "client.py: imported = modal.Cls.from_name(APP_NAME, <<names.CLASS_NAME>>)", "client.py: exported = modal.Cls.from_name(PRICING_APP, <<CLASS_NAME>>)", `client.py: formatted = modal.Cls.from_name(f"pric{names.SUFFIX}", "<<Pricer>>")`)
    pass
