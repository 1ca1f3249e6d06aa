APP_NAME = "pricing"
CLASS_NAME: str = "Pricer"
WRONG_CLASS = "Pricr"
#@ hover("Pricr", "Pricr")
SUFFIX = "ing"
