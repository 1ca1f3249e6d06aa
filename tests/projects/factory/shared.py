import modal


def make_app(name: str) -> modal.App:
    return modal.App(f"team-{name}")
