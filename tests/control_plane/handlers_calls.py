"""Calls of functions: nothing runs here, the plane answers what the test says that a function gives."""

import pickle
import traceback

from modal._traceback import extract_traceback
from modal_proto import api_pb2 as api
from rpc import answers


@answers("FunctionMap")
def function_map(plane, request):
    """One call with its one input."""
    call = plane.state.new_id("fc")
    plane.state.function_calls[call] = plane.state.functions[request.function_id].name
    answer = api.FunctionMapResponse(function_call_id=call)
    for each in request.pipelined_inputs:
        answer.pipelined_inputs.add(idx=each.idx, input_id=plane.state.new_id("in"))
    return answer


@answers("FunctionGetOutputs")
def function_outputs(plane, request):
    outcome = plane.state.outcomes.get(plane.state.function_calls[request.function_call_id])
    answer = api.FunctionGetOutputsResponse(last_entry_id="1-0")
    answer.outputs.add(idx=0, input_id="in-1", data_format=api.DATA_FORMAT_PICKLE, result=result(outcome))
    return answer


def result(outcome):
    """Of what a function gives, or of the exception that it raises, as a container sends it."""
    if not isinstance(outcome, BaseException):
        return api.GenericResult(status=api.GenericResult.GENERIC_STATUS_SUCCESS, data=pickle.dumps(outcome))
    frames, lines = extract_traceback(outcome, "ta-1")
    return api.GenericResult(
        status=api.GenericResult.GENERIC_STATUS_FAILURE, exception=repr(outcome), data=pickle.dumps(outcome),
        traceback="".join(traceback.format_exception(outcome)), serialized_tb=pickle.dumps(frames),
        tb_line_cache=pickle.dumps(lines))
