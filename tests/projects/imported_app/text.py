from common import app


@app.function(cpu=2)
def check_text(text: str) -> bool:
    #@ hover("check_text", "check_text", "cpu")
    return True
