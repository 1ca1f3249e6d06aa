import modal

orders = modal.App("orders-part")


@orders.function()
def place(): ...
