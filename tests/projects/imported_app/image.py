import common


@common.app.function()
def check_image(data: bytes) -> bool:
    return True
