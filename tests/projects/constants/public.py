from names import APP_NAME as PRICING_APP
from names import CLASS_NAME

__all__ = ["PRICING_APP", "CLASS_NAME"]
