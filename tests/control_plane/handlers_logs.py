"""Calls about what runs and what it says."""

import asyncio

from modal_proto import api_pb2 as api
from rpc import answers, app_of, environment_of

FOLLOW_S = 0.05  # how soon a follower is told of a new line


def batch(app, start, end):
    """Some of the lines of an app. The test's thread adds lines meanwhile, so the caller says how many there are."""
    answer = api.TaskLogsBatch(entry_id=str(end), task_id="ta-1")
    for at, line in app.logs[start:end]:
        answer.items.add(data=line + "\n", timestamp=at, timestamp_ns=int(at * 1e9),
                         file_descriptor=api.FILE_DESCRIPTOR_STDOUT)
    return answer


@answers("AppFetchLogs")
def fetch_logs(plane, request):
    app = app_of(plane, request.app_id)
    return api.AppFetchLogsResponse(batches=[batch(app, 0, len(app.logs))])


@answers("AppGetLogs")
async def get_logs(plane, request):
    """Until the app ends, or for as long as was asked."""
    app = app_of(plane, request.app_id)
    sent = int(request.last_entry_id or 0)
    end = asyncio.get_running_loop().time() + (request.timeout or 60)
    while asyncio.get_running_loop().time() < end:
        ended, there = app.ended.is_set(), len(app.logs)
        if there > sent:
            yield batch(app, sent, there)
            sent = there
        if ended:
            yield api.TaskLogsBatch(entry_id=str(sent), app_done=True)
            return
        await asyncio.sleep(FOLLOW_S)


@answers("TaskList")
def task_list(plane, request):
    environment = environment_of(plane, request.environment_name)
    answer = api.TaskListResponse()
    for each in plane.state.containers:
        app = app_of(plane, each.app_id)
        if app.environment == environment.name and request.app_id in ("", app.id):
            answer.tasks.add(task_id=each.id, app_id=app.id, app_description=app.name, started_at=each.started_at)
    return answer
