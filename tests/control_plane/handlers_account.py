"""Calls about whoever calls: the token, the workspace, its environments."""

from google.protobuf.empty_pb2 import Empty
from modal_proto import api_pb2 as api
from rpc import answers, environment_of
from state import EPOCH, WORKSPACE


@answers("ClientHello")
def client_hello(plane, request):
    return api.ClientHelloResponse()


@answers("AuthTokenGet")
def auth_token(plane, request):
    return api.AuthTokenGetResponse(token="not-a-real-token")


@answers("TokenInfoGet")
def token_info(plane, request):
    answer = api.TokenInfoGetResponse(token_id=plane.state.token[0], workspace_id="ac-1", workspace_name=WORKSPACE)
    answer.user_identity.user_id = "us-1"
    answer.user_identity.username = "ada"
    answer.created_at.FromSeconds(int(EPOCH))
    return answer


@answers("WorkspaceNameLookup")
def workspace_name(plane, request):
    return api.WorkspaceNameLookupResponse(workspace_name=WORKSPACE, username="ada")


@answers("EnvironmentList")
def environment_list(plane, request):
    return api.EnvironmentListResponse(items=[
        api.EnvironmentListItem(name=each.name, webhook_suffix=each.web_suffix, created_at=EPOCH, default=each.default,
                                environment_id=f"en-{each.name}")
        for each in plane.state.environments.values()])


@answers("EnvironmentGetOrCreate")
def environment_get(plane, request):
    environment = environment_of(plane, request.deployment_name)
    metadata = api.EnvironmentMetadata(name=environment.name)
    metadata.settings.image_builder_version = "2024.10"
    metadata.settings.webhook_suffix = environment.web_suffix
    return api.EnvironmentGetOrCreateResponse(environment_id=f"en-{environment.name}", metadata=metadata)


@answers("AppHeartbeat")
def heartbeat(plane, request):
    return Empty()
