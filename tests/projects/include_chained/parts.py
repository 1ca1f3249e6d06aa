import modal

users = modal.App("users")
billing = modal.App("billing")


@users.function()
def sign_up(): ...


@billing.function()
def charge(): ...
