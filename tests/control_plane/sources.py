"""Files of a project."""

APP = '''import modal

app = modal.App("shop")
image = modal.Image.debian_slim().pip_install("fastapi[standard]")


@app.function(image=image)
@modal.fastapi_endpoint()
def web():
    return {"status": "ok"}


@app.function(schedule=modal.Cron("0 3 * * *"))
def nightly():
    pass


@app.cls()
class Model:
    @modal.method()
    def generate(self, prompt: str):
        return prompt


@app.local_entrypoint()
def main(count: int = 1):
    print("counted to", count)
'''

# Whatever has an address.
WEB = '''import modal

app = modal.App("shop")
image = modal.Image.debian_slim().pip_install("fastapi[standard]")


@app.function(image=image)
@modal.fastapi_endpoint(requires_proxy_auth=True)
def guarded():
    return {"status": "ok"}


@app.function(image=image)
@modal.asgi_app(custom_domains=["shop.example.com"])
def site():
    from fastapi import FastAPI

    return FastAPI()


@app.function()
def work():
    pass


@app.cls(image=image)
class Model:
    @modal.fastapi_endpoint()
    def predict(self):
        return {"status": "ok"}

    @modal.method()
    def train(self):
        pass
'''

# Since 1.5.
SERVER = '''

@app.server(image=image, port=8000)
class Raw:
    @modal.enter()
    def start(self):
        pass
'''
