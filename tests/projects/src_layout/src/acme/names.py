APP = "acme-search"
FUNCTION = "find_al"
