APP = "shop-rel"
