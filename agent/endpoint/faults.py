"""What an endpoint's failures mean, in words. Facts: notes on the openai and langchain clients (openai 3, httpx2)."""

from __future__ import annotations

import json

from agent.errors import ModelFailure
from agent.settings import Endpoint

RETRIED_STATUS: frozenset[int] = frozenset({408, 409, 429, 500, 502, 503, 504})
CHECK = "`hotseat model test` checks the endpoint."


def expected() -> tuple[type[BaseException], ...]:
    """What a call to an endpoint may raise for reasons of its own."""
    import openai

    return (openai.APIError, json.JSONDecodeError, TimeoutError, ModelFailure)


def retryable(error: BaseException) -> bool:
    """Whether the same call may succeed a moment later."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return error.status_code in RETRIED_STATUS
    return isinstance(error, openai.APIConnectionError)


def retry_after(error: BaseException) -> float | None:
    """Seconds that the server asks to wait, if it does."""
    import openai

    if not isinstance(error, openai.APIStatusError):
        return None
    try:
        return float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return None


def in_words(error: BaseException, endpoint: Endpoint) -> ModelFailure:
    """The failure with title, what happened and what to do."""
    import openai

    if isinstance(error, ModelFailure):
        return error
    host = endpoint.host
    match error:
        case openai.APITimeoutError() | TimeoutError():
            what = "did not answer in time"
        case openai.APIConnectionError():
            what = "could not be reached, or broke the connection off"
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ModelFailure("The key was refused", f"{host} does not accept the key.", "Set HOTSEAT_API_KEY anew.")
        case openai.NotFoundError():
            return ModelFailure(
                "Unknown model",
                f"{host} does not know {endpoint.model!r}.",
                "`hotseat model test` lists what it offers.",
            )
        case openai.RateLimitError():
            what = "is over its rate limit"
        case openai.APIStatusError():
            what = f"answered with status {error.status_code}"
        case json.JSONDecodeError():
            what = "sent something that is not JSON"
        case _:
            what = f"failed ({type(error).__name__})"
    return ModelFailure("The model did not answer", f"{host} {what}.", CHECK)
