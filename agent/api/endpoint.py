"""The language model: consent, test, forgetting. Nothing connects before the user said yes."""

from __future__ import annotations

import threading
from typing import Any

from pydantic import BaseModel, ConfigDict

from agent import settings
from agent.errors import BadInput, Unavailable
from agent.settings import Endpoint


class Hello(BaseModel):
    """What the probe asks for: something that the prompt does not say, so that only an enforced schema gives it."""

    model_config = ConfigDict(extra="forbid")
    ok: int


def use(base_url: str | None, model: str | None, api_key: str | None) -> Endpoint:
    """Agree to an endpoint: what is given is stored, and its host is remembered as the one agreed to."""
    now = settings.load()
    url = base_url or now.value("base_url")
    name = model or now.value("model")
    if not url or not name:
        raise BadInput(
            "Which model?",
            "An address and a model are needed.",
            "hotseat model use --base-url http://127.0.0.1:11434/v1 --model NAME",
        )
    if not url.startswith(("http://", "https://")):
        raise BadInput("Not an address", f"{url!r} does not begin with http:// or https://.", "It usually ends in /v1.")
    agreed = Endpoint(url.rstrip("/"), name, api_key or now.value("api_key") or "none")
    values = {"base_url": agreed.base_url, "model": name, "consent": agreed.host}
    settings.store(**values, **({"api_key": api_key} if api_key else {}))
    return agreed


def forget() -> None:
    """Take the consent back, and the stored address, model and key with it."""
    settings.store(base_url="", model="", api_key="", consent="")


def test() -> dict[str, Any]:
    """Try the configured endpoint: which models it offers, whether it speaks and whether it keeps to a schema.

    Asking for a test is a yes to this one connection. Raises Unavailable, ModelFailure.
    """
    from agent.endpoint import background, structured
    from agent.endpoint.chat import stream_chat

    now = settings.load()
    endpoint = now.endpoint()
    if now.offline or endpoint is None:
        why = "HOTSEAT_OFFLINE is set." if now.offline else "No endpoint is configured."
        raise Unavailable("No model to test", why, "Run `hotseat model use`.")
    never = threading.Event()
    offered = background.run(structured.models(endpoint), never)
    said = background.run(stream_chat(endpoint, [("user", "Say hello.")], lambda _: True), never)
    probe = [("user", 'Say hello as JSON: {"ok": 7}')]
    background.run(structured.ask(endpoint, probe, Hello), never)
    return {
        "host": endpoint.host,
        "model": endpoint.model,
        "offered": offered[:50],
        "said": said.text[:200],
        "json": True,
    }
