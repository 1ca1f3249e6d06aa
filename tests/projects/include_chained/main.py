import modal

import parts

app = modal.App("platform").include(parts.users).include(parts.billing)


@app.function()
def health(): ...
