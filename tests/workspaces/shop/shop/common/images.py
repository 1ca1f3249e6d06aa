"""Container images; local sources always come last so that builds stay cached."""

import modal

PYTHON = "3.12"

base_image = (
    modal.Image.debian_slim(python_version=PYTHON)
    .uv_pip_install("numpy==2.2.6")
    .add_local_python_source("shop")
)

embedding_image = (
    modal.Image.debian_slim(python_version=PYTHON)
    .uv_pip_install("sentence-transformers==5.1.0", "torch==2.8.0", "numpy==2.2.6")
    .env({"HF_HUB_ENABLE_HF_TRANSFER": "0"})
    .add_local_python_source("shop")
)

web_image = (
    modal.Image.debian_slim(python_version=PYTHON)
    .uv_pip_install("fastapi==0.116.1", "pydantic==2.11.7")
    .add_local_python_source("shop")
)
