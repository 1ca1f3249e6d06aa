import modal

from plugins import register_all

app = modal.App("handed-over")
register_all(app)
