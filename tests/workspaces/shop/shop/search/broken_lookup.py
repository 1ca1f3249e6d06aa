"""Lookups that are wrong on purpose. Each of them imports well and fails only when it runs."""

import modal

from shop.common.names import CATALOG_APP


def misspelt():
    return modal.Cls.from_name("shop-catalog", "Embeder")


def wrong_kind():
    return modal.Function.from_name(CATALOG_APP, "Embedder")


def wrong_case():
    return modal.Cls.from_name(CATALOG_APP, "embedder")


def method_as_function():
    return modal.Function.from_name("shop-catalog", "Embedder.embed")
