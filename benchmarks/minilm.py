"""all-MiniLM-L6-v2 in PyTorch: read from the int8 ONNX file of the stock package, written back into the same graph.

The stock file stores each matrix as int8 with one float scale a row (embeddings) or output column (layers) and computes
in float32, so reading it loses nothing against what runs, and a tuned model costs one more rounding (cosine of sentence
vectors .9995). Development only: needs torch and onnx (`benchmarks/requirements-fit.txt`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS = 384, 12, 6
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.(.+)\.bias$")
_PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "intermediate.dense": "up",
    "output.dense": "down",
}


class Layer(nn.Module):
    """One transformer layer, normalised after each half (BERT, Devlin et al. 2018)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Map states (b, t, 384); mask (b, 1, 1, t) is true where a token is."""
        batch, length, _ = states.shape
        query, key, value = (
            part(states).view(batch, length, HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        states = self.first(states + self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.second(states + self.down(F.gelu(self.up(states))))


class MiniLM(nn.Module):
    """The encoder; without dropout, so that the lower layers' states can be kept between steps."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.types, self.norm = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def lower(self, ids: Tensor, mask: Tensor, layers: int) -> Tensor:
        """Return the states (b, t, 384) after the embeddings and the first `layers` layers."""
        places = torch.arange(ids.shape[1])
        states: Tensor = self.norm(self.words(ids) + self.types.weight[0] + self.positions(places))
        for layer in list(self.layers)[:layers]:
            states = layer(states, mask[:, None, None, :])
        return states

    def upper(self, states: Tensor, mask: Tensor, layers: int) -> Tensor:
        """Carry the states that `lower` gave to the top."""
        for layer in list(self.layers)[layers:]:
            states = layer(states, mask[:, None, None, :])
        return states


def pooled(states: Tensor, mask: Tensor) -> Tensor:
    """Return the mean over the tokens at length 1: shape (b, 384)."""
    weight = mask[:, :, None].to(states.dtype)
    return F.normalize((states * weight).sum(dim=1) / weight.sum(dim=1), dim=-1)


def load(path: Path) -> MiniLM:
    """Read the model from an ONNX file of the stock package's make."""
    graph = onnx.load(str(path)).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    model = MiniLM()
    with torch.no_grad():
        for parameter, name, transposed in _places(graph, model):
            scaled = stored.get(f"{name}_q")
            value = stored[name] if scaled is None else scaled.astype(np.float32) * stored[f"{name}_scale"]
            parameter.copy_(torch.from_numpy(np.array(value.T if transposed else value, np.float32)))
    return model


def save(model: MiniLM, stock: Path, path: Path) -> None:
    """Write the model's numbers into a copy of the stock file's graph; matrices become int8 as they were there."""
    file = onnx.load(str(stock))
    stored = {item.name: item for item in file.graph.initializer}
    for parameter, name, transposed in _places(file.graph, model):
        value = parameter.detach().numpy().T if transposed else parameter.detach().numpy()
        if f"{name}_q" not in stored:
            _put(stored[name], np.ascontiguousarray(value, np.float32))
            continue
        axis = 0 if transposed else 1
        scale = np.maximum(np.abs(value).max(axis=axis, keepdims=True), 1e-12) / 127.0
        old = numpy_helper.to_array(stored[f"{name}_scale"])
        whole = numpy_helper.to_array(stored[f"{name}_q"])
        untouched = np.allclose(whole.astype(np.float32) * old, value, rtol=1e-6, atol=1e-9)
        _put(stored[f"{name}_q"], whole if untouched else np.rint(value / scale).astype(np.int8))
        _put(stored[f"{name}_scale"], old if untouched else scale.astype(np.float32))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.SerializeToString(deterministic=True))


def mean(models: list[MiniLM]) -> MiniLM:
    """Return the model whose weights are the means of the models' weights."""
    found = MiniLM()
    states = [model.state_dict() for model in models]
    found.load_state_dict({name: torch.stack([s[name] for s in states]).mean(dim=0) for name in states[0]})
    return found


def _put(stored: Any, value: np.ndarray) -> None:
    stored.CopyFrom(numpy_helper.from_array(value, stored.name))


def _places(graph: Any, model: MiniLM) -> list[tuple[nn.Parameter, str, bool]]:
    """Return each parameter with its name in the file, and whether it lies there transposed."""
    adds = {node.output[0]: node for node in graph.node if node.op_type == "MatMul"}
    places: list[tuple[nn.Parameter, str, bool]] = [
        (model.words.weight, "inner.embeddings.word_embeddings.weight", False),
        (model.positions.weight, "inner.embeddings.position_embeddings.weight", False),
        (model.types.weight, "inner.embeddings.token_type_embeddings.weight", False),
        (model.norm.weight, "inner.embeddings.LayerNorm.weight", False),
        (model.norm.bias, "inner.embeddings.LayerNorm.bias", False),
    ]
    for node in graph.node:
        found = _LAYER.search(node.input[1]) if node.op_type == "Add" else None
        if found and found[2] in _PARTS:
            part = getattr(model.layers[int(found[1])], _PARTS[found[2]])
            places += [(part.bias, node.input[1], False), (part.weight, adds[node.input[0]].input[1], True)]
    for at, layer in enumerate(model.layers):
        for norm, name in ((layer.first, "attention.output"), (layer.second, "output")):
            prefix = f"inner.encoder.layer.{at}.{name}.LayerNorm"
            places += [(norm.weight, f"{prefix}.weight", False), (norm.bias, f"{prefix}.bias", False)]
    if len(places) != len(list(model.parameters())):
        raise ValueError(f"{len(places)} places for {len(list(model.parameters()))} parameters: another graph")
    return places
