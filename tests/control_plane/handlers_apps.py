"""Calls about apps: from creation to the end, their lists and their history."""

import difflib

from google.protobuf.empty_pb2 import Empty
from modal_proto import api_pb2 as api
from rpc import answers, app_of, environment_of, not_found
from state import App, Deployment, WORKSPACE

PASSING = (api.APP_STATE_EPHEMERAL, api.APP_STATE_INITIALIZING, api.APP_STATE_DETACHED)


def page_of(app):
    return f"https://modal.com/apps/{WORKSPACE}/{app.environment}/{app.id}"


def create(plane, name, environment, state):
    app = App(plane.state.new_id("ap"), name, environment.name, state, plane.state.now())
    plane.state.apps[app.id] = app
    return app


def end(plane, app):
    if app.state != api.APP_STATE_STOPPED:
        app.state, app.stopped_at = api.APP_STATE_STOPPED, plane.state.now()
    plane.state.containers = [each for each in plane.state.containers if each.app_id != app.id]
    for function in plane.state.functions.values():
        if function.app_id == app.id:
            plane.web.stop(function.label)
    app.ended.set()


@answers("AppCreate")
def app_create(plane, request):
    app = create(plane, request.description, environment_of(plane, request.environment_name), request.app_state)
    return api.AppCreateResponse(app_id=app.id, app_page_url=page_of(app), app_logs_url=page_of(app) + "/logs")


@answers("AppGetOrCreate")
def app_get_or_create(plane, request):
    environment = environment_of(plane, request.environment_name)
    app = plane.state.deployed(environment, request.app_name, [api.APP_STATE_DEPLOYED])
    if app is None and request.object_creation_type != api.OBJECT_CREATION_TYPE_CREATE_IF_MISSING:
        not_found(f"App '{request.app_name}' not found in environment '{environment.name}'.")
    return api.AppGetOrCreateResponse(
        app_id=(app or create(plane, request.app_name, environment, api.APP_STATE_DEPLOYED)).id)


def lifecycle(app):
    return api.AppLifecycle(app_state=app.state, created_at=app.created_at, created_by="ada", version=len(app.history),
                            stopped_at=app.stopped_at)


@answers("AppGetByDeploymentName")
def app_by_name(plane, request):
    environment = environment_of(plane, request.environment_name)
    answer = api.AppGetByDeploymentNameResponse(environment_name=environment.name)
    app = plane.state.deployed(environment, request.name, [api.APP_STATE_DEPLOYED])
    former = plane.state.deployed(environment, request.name, [api.APP_STATE_STOPPED])
    if app:
        answer.app_id = app.id
    elif former and former.history:
        answer.previous_app_id = former.id
    if app or answer.previous_app_id:
        answer.lifecycle.CopyFrom(lifecycle(app or former))
    return answer


@answers("AppGetLifecycle")
def app_lifecycle(plane, request):
    return api.AppGetLifecycleResponse(lifecycle=lifecycle(app_of(plane, request.app_id)))


@answers("AppGetLayout")
def app_layout(plane, request):
    app = app_of(plane, request.app_id)
    layout = api.AppLayout(function_ids=app.functions, class_ids=app.classes)
    return api.AppGetLayoutResponse(app_layout=layout)


@answers("AppSetTags")
def app_set_tags(plane, request):
    return Empty()


@answers("AppPublish")
def app_publish(plane, request):
    app = app_of(plane, request.app_id)
    app.functions, app.classes = dict(request.function_ids), dict(request.class_ids)
    if request.app_state != api.APP_STATE_UNSPECIFIED:
        app.state = request.app_state
    if request.app_state != api.APP_STATE_DEPLOYED:
        return api.AppPublishResponse(deployed_at=plane.state.now())
    app.name = request.name
    commit = request.commit_info if request.HasField("commit_info") else None
    app.history.append(Deployment(len(app.history) + 1, plane.state.now(), plane.client_version,
                                  request.deployment_tag, commit))
    return api.AppPublishResponse(url=page_of(app), deployed_at=app.history[-1].deployed_at)


@answers("AppClientDisconnect")
def app_disconnect(plane, request):
    app = app_of(plane, request.app_id)
    if app.state in PASSING:
        end(plane, app)
    return Empty()


@answers("AppStop")
def app_stop(plane, request):
    end(plane, app_of(plane, request.app_id))
    return Empty()


@answers("AppList")
def app_list(plane, request):
    environment = environment_of(plane, request.environment_name)
    answer = api.AppListResponse()
    for app in reversed(plane.state.apps.values()):
        if app.environment != environment.name:
            continue
        answer.apps.add(app_id=app.id, description=app.name, name=app.name if app.history else "", state=app.state,
                        created_at=app.created_at, stopped_at=app.stopped_at,
                        n_running_tasks=sum(each.app_id == app.id for each in plane.state.containers))
    return answer


@answers("AppDeploymentHistory")
def app_history(plane, request):
    answer = api.AppDeploymentHistoryResponse()
    for each in reversed(app_of(plane, request.app_id).history):
        answer.app_deployment_histories.add(
            app_id=request.app_id, version=each.version, client_version=each.client, deployed_at=each.deployed_at,
            deployed_by="ada", tag=each.tag, commit_info=each.commit)
    return answer


@answers("ObjectSuggest")
def suggest(plane, request):
    """Names that a wrong one may have been meant to be."""
    environment = environment_of(plane, request.environment_name)
    names = {app.name for app in plane.state.apps.values()
             if app.environment == environment.name and app.state == api.APP_STATE_DEPLOYED}
    return api.ObjectSuggestResponse(suggestions=[
        api.ObjectSuggestion(object_name=name) for name in difflib.get_close_matches(request.query, sorted(names))])
