"""A torch module as ONNX in eight bits that onnxruntime runs fast, and alike whatever is asked at the same time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import NodeProto, helper, numpy_helper
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from mtaudit.engines.sense import UNFUSED

#: Hidden states or vectors of some texts, and 1 for what of them is there.
Example = tuple[Tensor, Tensor]
#: The layers into which some numbers go that are many times as large as all others.
_UNEVEN = ("up", "down")
#: The share of the numbers of an input which sets how large the others may be.
_USUAL = 0.99
_OPSET = 17


class Even(nn.Module):
    """A layer whose input is divided before, and its weights multiplied, so that no number needs most of eight bits."""

    def __init__(self, layer: nn.Linear, scale: Tensor) -> None:
        """Wrap a layer."""
        super().__init__()
        self.layer, self.factor = layer, nn.Buffer(1 / scale)
        layer.weight.data *= scale

    def forward(self, x: Tensor) -> Tensor:
        """Do what the layer did."""
        found: Tensor = self.layer(x * self.factor)
        return found


def even(module: nn.Module, examples: Sequence[Example]) -> None:
    """Make the inputs of the uneven layers of a module even, as examples show how large they are."""
    places = [
        (each, name)
        for each in module.modules()
        for name in _UNEVEN
        if isinstance(getattr(each, name, None), nn.Linear)
    ]
    largest: dict[nn.Module, Tensor] = {}

    def keep(layer: nn.Module, given: tuple[Tensor]) -> None:
        found = given[0].abs().amax((0, 1))
        largest[layer] = torch.maximum(found, largest.get(layer, found))

    hooks = [getattr(*place).register_forward_pre_hook(keep) for place in places]
    with torch.no_grad():
        for each in examples:
            module(*each)
    for hook in hooks:
        hook.remove()
    for parent, name in places:
        found = largest[getattr(parent, name)]
        setattr(parent, name, Even(getattr(parent, name), (found / found.quantile(_USUAL)).clamp(min=1)))


def write(module: nn.Module, examples: Sequence[Example], names: tuple[str, ...], path: Path) -> None:
    """Write a module of two inputs, the second always called "there"; the names are of the first and of the outputs."""
    given, answers = [names[0], "there"], list(names[1:])
    axes = {name: {0: "rows", 1: "length"} for name in given + answers}
    with tempfile.TemporaryDirectory() as folder:
        whole, small, joined = (Path(folder) / f"{name}.onnx" for name in ("whole", "small", "joined"))
        named = {"input_names": given, "output_names": answers, "dynamic_axes": axes}
        torch.onnx.export(module.eval(), examples[0], str(whole), opset_version=_OPSET, dynamo=False, **named)
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        _join(small, joined)
        onnx.save(_steady(onnx.load(joined), [dict(zip(given, each, strict=True)) for each in examples]), path)
    print(path, path.stat().st_size)


def _join(old: Path, new: Path) -> None:
    """Join operations here, so that it need not be done at each start."""
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(new)
    InferenceSession(str(old), options, providers=["CPUExecutionProvider"], disabled_optimizers=UNFUSED)


def _steady(model: onnx.ModelProto, examples: Sequence[dict[str, Tensor]]) -> onnx.ModelProto:
    """Let what examples need set the steps of the rounding, not what else is asked at the same time."""
    dynamic = [node for node in model.graph.node if node.op_type.startswith("DynamicQuantize")]
    ranges = _ranges(model, list(dict.fromkeys(node.input[0] for node in dynamic)), examples)
    steps: dict[str, tuple[str, str]] = {}
    for name, (low, high) in ranges.items():
        step = (high - low) / 255
        steps[name] = f"{name}_step", f"{name}_zero"
        values = np.float32(step), np.uint8(round(-low / step))
        model.graph.initializer.extend(map(numpy_helper.from_array, map(np.asarray, values), steps[name]))
    given = {
        output: at
        for node in dynamic
        if len(node.output) == 3
        for output, at in zip(node.output[1:], steps[node.input[0]], strict=True)
    }
    nodes = [each for node in model.graph.node for each in _steadied(node, steps)]
    for node in nodes:
        node.input[:] = [given.get(name, name) for name in node.input]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def _ranges(
    model: onnx.ModelProto, names: list[str], examples: Sequence[dict[str, Tensor]]
) -> dict[str, tuple[float, float]]:
    """The lowest and the highest number of some tensors, 0 being among them."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    known = {each.name for each in model.graph.output}
    watched.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names if name not in known)
    session = InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    found = [session.run(names, {name: each.numpy() for name, each in given.items()}) for given in examples]
    return {
        name: (min(0.0, *(float(each.min()) for each in arrays)), max(0.0, *(float(each.max()) for each in arrays)))
        for name, arrays in zip(names, zip(*found, strict=True), strict=True)
    }


def _steadied(node: NodeProto, steps: dict[str, tuple[str, str]]) -> Iterator[NodeProto]:
    """A node with the rounding before it in steps that are known."""
    if not node.op_type.startswith("DynamicQuantize"):
        yield node
        return
    step, zero = steps[node.input[0]]
    rounded = node.output[0] if node.op_type == "DynamicQuantizeLinear" else f"{node.output[0]}_rounded"
    yield helper.make_node("QuantizeLinear", [node.input[0], step, zero], [rounded])
    if node.op_type == "DynamicQuantizeMatMul":
        weights, scale, middle, *bias = node.input[1:]
        given = [rounded, weights, step, scale, zero, middle, *bias]
        yield helper.make_node("MatMulIntegerToFloat", given, node.output, domain="com.microsoft")
