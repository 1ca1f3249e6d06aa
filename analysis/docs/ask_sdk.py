#!/usr/bin/env python3
"""Prints the public surface of the `modal` package that is on the path, as JSON: symbol -> kind, parameters, returns."""

import inspect
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")
import modal  # noqa: E402

# Members that are the SDK's own business.
HIDDEN = {"client", "from_credentials", "from_oauth_credentials", "stub", "hello", "anonymous", "from_env", "set_env_client", "verify", "get_stub", "get_input_plane_metadata",
          "validate_construction_mechanism", "get_build_def", "get_dashboard_url", "validate_partition_key"}
MANAGERS = ("objects", "logs", "filesystem", "roles", "members", "billing", "settings", "proxy_tokens")


def shorten(annotation):
    if annotation is inspect.Parameter.empty:
        return ""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    text = re.sub(r"<class '([^']*)'>", r"\1", text)
    text = re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Za-z_])", "", text)  # modules in front of names
    text = re.sub(r"\b_(?=[A-Z])", "", text)  # the wrapped class stands for the public one
    text = re.sub(r"Optional\[((?:[^\[\]]|\[[^\[\]]*\])*)\]", r"\1 | None", text)
    union = re.fullmatch(r"Union\[(.*)\]", text)
    if union:
        parts, depth, part = [], 0, ""
        for c in union.group(1):
            depth += (c == "[") - (c == "]")
            if c == "," and depth == 0:
                parts.append(part.strip())
                part = ""
            else:
                part += c
        parts.append(part.strip())
        text = " | ".join("None" if p == "NoneType" else p for p in [*(p for p in parts if p != "NoneType"), *(p for p in parts if p == "NoneType")])
    return text if len(text) <= 120 else text[:117] + "..."


def default_of(value):
    if value is inspect.Parameter.empty:
        return ""
    text = repr(value)
    return "..." if "object at 0x" in text or "<" in text or len(text) > 60 else text


def described(callable_, kind):
    try:
        signature = inspect.signature(callable_)
    except (TypeError, ValueError):
        return {"kind": kind, "parameters": []}
    parameters = [
        {"name": p.name, "kind": p.kind.name, "annotation": shorten(p.annotation), "default": default_of(p.default)}
        for p in signature.parameters.values()
        if p.name not in ("self", "cls", "_warn_parentheses_missing") and not p.name.startswith("_")
    ]
    returns = shorten(signature.return_annotation)
    # What a decorator gives, and what only a type checker can tell, says nothing to people.
    if re.search(r"Decorator|Callable|PartialFunction|[~+-][A-Z]", returns) or kind == "class":
        returns = ""
    return {"kind": kind, "parameters": parameters, "returns": returns}


def members(path, owner, found):
    for name in dir(owner):
        if name.startswith("_") or name in HIDDEN:
            continue
        static = inspect.getattr_static(owner, name)
        try:
            value = getattr(owner, name)
        except Exception:
            continue
        if name in MANAGERS:
            found[f"{path}.{name}"] = {"kind": "property", "parameters": []}
            if name == "objects":
                members(f"{path}.{name}", value, found)
            continue
        if isinstance(static, property) or not callable(value):
            found[f"{path}.{name}"] = {"kind": "property", "parameters": []}
            continue
        found[f"{path}.{name}"] = described(value, "method")


def surface():
    found = {}
    for name in getattr(modal, "__all__", dir(modal)):
        value = getattr(modal, name, None)
        if value is None or name.startswith("_") or inspect.ismodule(value):
            continue
        path = f"modal.{name}"
        if inspect.isclass(value):
            found[path] = described(value, "class")
            if not issubclass(value, BaseException):
                members(path, value, found)
        elif callable(value):
            found[path] = described(value, "function")
    return found


json.dump(surface(), sys.stdout)
