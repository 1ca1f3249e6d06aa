import modal

app = modal.App("billing-prd")


@app.function()
def charge(): ...


external = modal.Function.from_name("billing-prod", "charge")
near = modal.Function.from_name("billing-pdr", "charge")
#@ diag("billing-pdr", from-name-unknown-app, `did you mean "billing-prd"?`, severity=warning)
#@ fix("billing-pdr", from-name-unknown-app, `near = modal.Function.from_name("billing-prd", "charge")`)
