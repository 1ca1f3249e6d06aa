import modal

app = modal.App("stores")
volume = modal.Volume.from_name("model-weights", create_if_missing=True)
#@ hover("model-weights", "Volume", "model-weights")
#@ refs("model-weights", 3)
cache = modal.Dict.from_name("result-cache", create_if_missing=True)
jobs = modal.Queue.from_name("job-queue", create_if_missing=True)
keys = modal.Secret.from_name("api-keys")
image = modal.Image.from_name("base-image")
#@ symbols("stores", "model-weights", "result-cache", "job-queue", "api-keys", "base-image")
