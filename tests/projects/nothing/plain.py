def from_name(app, name):
    return app, name


from_name("shop", "Embeder")
#@ hover("Embeder", none)
#@ def("Embeder", none)
#@ complete("Em|beder", none)
#@ links(0)
#@ symbols()
