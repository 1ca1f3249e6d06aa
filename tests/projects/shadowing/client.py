import modal

NAME = "rendr"


def fine():
    NAME = "render"
    return modal.Function.from_name("shadow", NAME)
    #@ def("NAME", "app.py: def <<render>>")


def wrong():
    return modal.Function.from_name("shadow", NAME)
    #@ diag("NAME", from-name-unknown-target, "rendr")


def other_module():
    from elsewhere import modal

    return modal.Function.from_name("shadow", "rendr")


def parameter(modal):
    return modal.Function.from_name("shadow", "rendr")


def late():
    from modal import Function

    return Function.from_name("shadow", "rendr")
    #@ diag("rendr", from-name-unknown-target, `did you mean "render"?`)


class Function:
    @staticmethod
    def from_name(app, name): ...


mine = Function.from_name("shadow", "rendr")
