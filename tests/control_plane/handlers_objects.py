"""Calls about what apps use: images, mounts, secrets, volumes and the other named objects."""

from google.protobuf.empty_pb2 import Empty
from modal_proto import api_pb2 as api
from rpc import answers, environment_of, not_found
from state import EPOCH

LOOKUP = api.OBJECT_CREATION_TYPE_UNSPECIFIED
UNNAMED = (api.OBJECT_CREATION_TYPE_EPHEMERAL, api.OBJECT_CREATION_TYPE_ANONYMOUS_OWNED_BY_APP)


@answers("ImageGetOrCreate")
def image_get(plane, request):
    answer = api.ImageGetOrCreateResponse(image_id=plane.state.new_id("im"))
    answer.result.status = api.GenericResult.GENERIC_STATUS_SUCCESS
    answer.metadata.image_builder_version = request.builder_version
    return answer


@answers("MountGetOrCreate")
def mount_get(plane, request):
    metadata = api.MountHandleMetadata(content_checksum_sha256_hex="0" * 64)
    return api.MountGetOrCreateResponse(mount_id=plane.state.new_id("mo"), handle_metadata=metadata)


@answers("MountBatchedCheckExistence")
def mount_check(plane, request):
    return api.MountBatchedCheckExistenceResponse()


@answers("MountPutFile")
def mount_put(plane, request):
    return api.MountPutFileResponse(exists=True)


def created(at):
    return api.CreationInfo(created_at=at, created_by="ada")


def look_up(plane, request, kind, kept):
    """The name asked for, of the objects that `kept` picks from an environment: made unless it is only looked for."""
    environment, name = environment_of(plane, request.environment_name), request.deployment_name
    if request.object_creation_type not in UNNAMED:
        objects = kept(environment)
        if name not in objects and request.object_creation_type == LOOKUP:
            not_found(f"{kind} '{name}' not found in environment '{environment.name}'.")
        objects.setdefault(name, plane.state.now())
    return name


@answers("SecretGetOrCreate")
def secret_get(plane, request):
    name = look_up(plane, request, "Secret", lambda environment: environment.secrets)
    if request.env_dict and request.object_creation_type not in UNNAMED:
        environment_of(plane, request.environment_name).contents[name] = dict(request.env_dict)
    metadata = api.SecretMetadata(name=name)
    return api.SecretGetOrCreateResponse(secret_id=plane.state.new_id("st"), metadata=metadata)


@answers("SecretList")
def secret_list(plane, request):
    answer = api.SecretListResponse()
    for name, at in environment_of(plane, request.environment_name).secrets.items():
        answer.items.add(label=name, created_at=at, secret_id=f"st-{name}",
                         metadata=api.SecretMetadata(name=name, creation_info=created(at)))
    return answer


@answers("VolumeGetOrCreate")
def volume_get(plane, request):
    name = look_up(plane, request, "Volume", lambda environment: environment.volumes)
    metadata = api.VolumeMetadata(name=name, version=request.version)
    return api.VolumeGetOrCreateResponse(volume_id=plane.state.new_id("vo"), version=request.version, metadata=metadata)


@answers("VolumeList")
def volume_list(plane, request):
    answer = api.VolumeListResponse()
    for name, at in environment_of(plane, request.environment_name).volumes.items():
        answer.items.add(label=name, created_at=at, volume_id=f"vo-{name}",
                         metadata=api.VolumeMetadata(name=name, creation_info=created(at)))
    return answer


def other(plane, request, kind):
    """The id of a named object of that kind, made when the request wants it."""
    environment, key = environment_of(plane, request.environment_name), (kind, request.deployment_name)
    if request.object_creation_type in UNNAMED:
        return plane.state.new_id(kind)
    if key not in environment.other and request.object_creation_type == LOOKUP:
        not_found(f"'{request.deployment_name}' not found in environment '{environment.name}'.")
    return environment.other.setdefault(key, plane.state.new_id(kind))


@answers("DictGetOrCreate")
def dict_get(plane, request):
    return api.DictGetOrCreateResponse(dict_id=other(plane, request, "di"),
                                       metadata=api.DictMetadata(name=request.deployment_name))


def others(plane, request, kind):
    """Name and id of the objects of that kind. One page is enough: whoever asks for what is older is told nothing."""
    if request.HasField("pagination") and request.pagination.created_before < EPOCH:
        return []
    kept = environment_of(plane, request.environment_name).other
    return [(name, identity) for (its, name), identity in kept.items() if its == kind]


@answers("DictList")
def dict_list(plane, request):
    answer = api.DictListResponse()
    for name, identity in others(plane, request, "di"):
        answer.dicts.add(name=name, created_at=EPOCH, dict_id=identity,
                         metadata=api.DictMetadata(name=name, creation_info=created(EPOCH)))
    return answer


@answers("QueueList")
def queue_list(plane, request):
    answer = api.QueueListResponse()
    for name, identity in others(plane, request, "qu"):
        answer.queues.add(name=name, created_at=EPOCH, num_partitions=1, total_size=3, queue_id=identity,
                          metadata=api.QueueMetadata(name=name, creation_info=created(EPOCH)))
    return answer


@answers("QueueGetOrCreate")
def queue_get(plane, request):
    return api.QueueGetOrCreateResponse(queue_id=other(plane, request, "qu"),
                                        metadata=api.QueueMetadata(name=request.deployment_name))


@answers("DictHeartbeat", "QueueHeartbeat", "VolumeHeartbeat")
def object_heartbeat(plane, request):
    return Empty()
