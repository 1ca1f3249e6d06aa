"""Calls about functions and classes. A function that is served gets an endpoint of the plane's own."""

from google.protobuf import json_format
from modal_proto import api_pb2 as api
from rpc import answers, app_of, environment_of, not_found
from state import WORKSPACE, Function


def label(plane, app, name):
    """Of the function's endpoint; an app that only passes has a mark at the end."""
    suffix = plane.state.environments[app.environment].web_suffix
    dev = "-dev" if app.state in (api.APP_STATE_EPHEMERAL, api.APP_STATE_DETACHED) else ""
    return f"{WORKSPACE}{suffix and '-' + suffix}--{app.name}-{name}{dev}".replace("_", "-").replace(".", "-").lower()


def is_served(definition):
    return definition.HasField("webhook_config") and definition.webhook_config.type != api.WEBHOOK_TYPE_UNSPECIFIED


def web_url(plane, app, definition, name):
    return plane.web.url(label(plane, app, name)) if is_served(definition) else ""


def methods(plane, app, definition):
    """The metadata of a class's methods, by name."""
    return {name: api.FunctionHandleMetadata(
        function_name=each.function_name, function_type=each.function_type, app_id=app.id,
        web_url=web_url(plane, app, each, each.function_name)) for name, each in definition.method_definitions.items()}


def metadata(plane, function, definition):
    app = app_of(plane, function.app_id)
    return api.FunctionHandleMetadata(
        function_name=function.name, function_type=definition.function_type, web_url=function.web_url,
        definition_id="de" + function.id[2:], app_id=app.id,
        method_handle_metadata=methods(plane, app, definition))


@answers("FunctionPrecreate")
def function_precreate(plane, request):
    app = app_of(plane, request.app_id)
    function = Function(request.existing_function_id or plane.state.new_id("fu"), app.id, request.function_name)
    function.label, function.web_url = label(plane, app, function.name), web_url(plane, app, request, function.name)
    plane.state.functions[function.id] = function
    return api.FunctionPrecreateResponse(function_id=function.id, handle_metadata=metadata(plane, function, request))


def complete(plane, app, function, definition):
    """Adds the addresses that only the service knows to what the client described."""
    definition.web_url = function.web_url
    for domain in definition.webhook_config.custom_domains:
        definition.custom_domain_info.add(url=f"https://{domain.name}")
    if definition.HasField("http_config"):
        definition.flash_service_urls.append(plane.web.url(label(plane, app, function.name)))
    for each in definition.method_definitions.values():
        each.web_url = web_url(plane, app, each, each.function_name)
    return definition


def translated(source, target):
    """Puts what two forms of a definition have in common, under the same names, into the other one."""
    fields = json_format.MessageToDict(source, preserving_proto_field_name=True)
    return json_format.ParseDict(fields, target, ignore_unknown_fields=True)


@answers("FunctionCreate")
def function_create(plane, request):
    """Functions are described in either of two forms; releases read the one or the other, so both are answered."""
    app = app_of(plane, request.app_id)
    definition = request.function_data if request.function_data.ranked_functions else request.function
    function = Function(request.existing_function_id or plane.state.new_id("fu"), app.id, definition.function_name)
    function.label, function.web_url = label(plane, app, function.name), web_url(plane, app, definition, function.name)
    function.definition = complete(plane, app, function, definition)
    plane.state.functions[function.id] = function
    plain, data = translated(definition, api.Function()), translated(definition, api.FunctionData())
    if not data.ranked_functions:
        data.ranked_functions.add(function=plain)
    return api.FunctionCreateResponse(function_id=function.id, function=plain, function_data=data,
                                      handle_metadata=metadata(plane, function, definition))


@answers("ClassCreate")
def class_create(plane, request):
    return api.ClassCreateResponse(class_id=request.existing_class_id or plane.state.new_id("cs"),
                                   handle_metadata=api.ClassHandleMetadata())


@answers("FunctionGet")
def function_get(plane, request):
    environment = environment_of(plane, request.environment_name)
    app = plane.state.deployed(environment, request.app_name, [api.APP_STATE_DEPLOYED])
    function = app and plane.state.functions.get(app.functions.get(request.object_tag))
    if not function:
        not_found(f"Lookup failed for Function '{request.object_tag}' from the '{request.app_name}' app.")
    return api.FunctionGetResponse(function_id=function.id, handle_metadata=metadata(plane, function, function.definition))
