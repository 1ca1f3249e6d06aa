from dataclasses import dataclass
from types import SimpleNamespace


@dataclass(frozen=True)
class Settings:
    app_name: str = "ranking"
    model: str = "Ranker"


class Names:
    APP = "ranking"
    MISSPELT = "Rankr"


settings = Settings()
TABLE = {"app": "ranking", "model": "Ranker"}
SPACE = SimpleNamespace(app="ranking", model="Rankerr")
