"""Makes tests/fixtures/models/tiny-transformer, a stand-in for a model from the hub.

Run:  python3 -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install numpy==2.4.6 onnx==1.23.1 &&
      /tmp/fixtures/bin/python scripts/tools/make-tiny-transformer.py

Two layers, two heads, 32 hidden units and random weights from a fixed seed: it says nothing about
meaning. It has what a multilingual encoder from the hub has and what the embedding step must cope with: a
sub-word vocabulary with a metaspace, special tokens around the text, a mask token that swallows the
white space before it, positions, attention under a mask, and a third input, token_type_ids.
The same seed gives the same files.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "models" / "tiny-transformer"
HIDDEN = 32
HEADS = 2
LAYERS = 2
FEED_FORWARD = 64
MAX_TOKENS = 64
VOCABULARY = 200
SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]
SAMPLE = """
query: passage: What ended in October 2020? The arms embargo on the country ended five years after the
agreement. Who said that? The minister said that the council will vote on the resolution again in the
coming days, and that no one can answer the question of when the talks on trade and water start.
متى انتهى الحظر؟ انتهى الحظر في تشرين الأول لعام 2020 بعد خمس سنوات من الاتفاق. من قال ذلك؟ قال الوزير إن
المجلس سيصوت على القرار مرة أخرى في الأيام المقبلة، وإن أحدا لا يعرف متى تبدأ المحادثات حول التجارة والمياه.
"""


def build_vocabulary():
    """Every character of the sample, then its most frequent pieces of two to six; log frequencies."""
    characters, pieces = Counter(), Counter()
    for word in SAMPLE.split():
        word = "▁" + word
        characters.update(word)
        for length in range(2, 7):
            pieces.update(word[i : i + length] for i in range(len(word) - length + 1))
    total = sum(characters.values())
    by_frequency = lambda item: (-item[1] * len(item[0]), item[0])
    room = VOCABULARY - len(SPECIALS) - len(characters)
    chosen = sorted(characters.items(), key=by_frequency) + sorted(pieces.items(), key=by_frequency)[:room]
    scored = [[piece, round(float(np.log(count / total)), 4)] for piece, count in chosen]
    return [[special, 0.0] for special in SPECIALS] + scored


def added_token(content, identifier):
    return {
        "id": identifier,
        "content": content,
        "single_word": False,
        "lstrip": content == "<mask>",
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def write_tokenizer(vocabulary):
    template = [
        {"SpecialToken": {"id": "<s>", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "</s>", "type_id": 0}},
    ]
    special = {token: {"id": token, "ids": [SPECIALS.index(token)], "tokens": [token]} for token in ["<s>", "</s>"]}
    metaspace = {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added_token(token, i) for i, token in enumerate(SPECIALS)]
        + [added_token("<mask>", len(vocabulary))],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
        "post_processor": {"type": "TemplateProcessing", "single": template, "pair": template, "special_tokens": special},
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": SPECIALS.index("<unk>"), "vocab": vocabulary},
    }
    config = {
        "tokenizer_class": "XLMRobertaTokenizer",
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
        "model_max_length": MAX_TOKENS,
    }
    write_json("tokenizer.json", tokenizer)
    write_json("tokenizer_config.json", config)


def write_json(name, value):
    (FOLDER / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


class Graph:
    """Collects nodes and weights, naming each result after a counter."""

    def __init__(self):
        self.nodes, self.weights, self.random = [], [], np.random.RandomState(20)

    def weight(self, *shape, scale=0.3):
        return self.constant((self.random.standard_normal(shape) * scale).astype(np.float32))

    def constant(self, array):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def add(self, kind, *inputs, output=None, **attributes):
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def scalar(self, value):
        return self.constant(np.float32(value))

    def dense(self, x, inputs, outputs):
        return self.add("Add", self.add("MatMul", x, self.weight(inputs, outputs)), self.weight(outputs, scale=0.02))

    def layer_norm(self, x, output=None):
        centred = self.add("Sub", x, self.add("ReduceMean", x, axes=[-1]))
        variance = self.add("ReduceMean", self.add("Mul", centred, centred), axes=[-1])
        normal = self.add("Div", centred, self.add("Sqrt", self.add("Add", variance, self.scalar(1e-5))))
        gain = self.constant((1 + self.random.standard_normal(HIDDEN) * 0.1).astype(np.float32))
        return self.add("Add", self.add("Mul", normal, gain), self.weight(HIDDEN, scale=0.1), output=output)

    def heads(self, x, permutation):
        shape = self.constant(np.array([0, 0, HEADS, HIDDEN // HEADS], dtype=np.int64))
        return self.add("Transpose", self.add("Reshape", x, shape), perm=permutation)

    def attention(self, x, penalty):
        query = self.heads(self.dense(x, HIDDEN, HIDDEN), [0, 2, 1, 3])
        key = self.heads(self.dense(x, HIDDEN, HIDDEN), [0, 2, 3, 1])
        value = self.heads(self.dense(x, HIDDEN, HIDDEN), [0, 2, 1, 3])
        scores = self.add("Div", self.add("MatMul", query, key), self.scalar(np.sqrt(HIDDEN / HEADS)))
        shares = self.add("Softmax", self.add("Add", scores, penalty), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", shares, value), perm=[0, 2, 1, 3])
        joined = self.add("Reshape", mixed, self.constant(np.array([0, 0, HIDDEN], dtype=np.int64)))
        return self.dense(joined, HIDDEN, HIDDEN)

    def feed_forward(self, x):
        inner = self.dense(x, HIDDEN, FEED_FORWARD)
        bell = self.add("Add", self.add("Erf", self.add("Div", inner, self.scalar(np.sqrt(2)))), self.scalar(1))
        gelu = self.add("Mul", self.add("Mul", inner, bell), self.scalar(0.5))
        return self.dense(gelu, FEED_FORWARD, HIDDEN)


def build_model(vocabulary_size):
    graph = Graph()
    zero = graph.constant(np.array([0], dtype=np.int64))
    length = graph.add("Slice", graph.add("Shape", "input_ids"), graph.constant(np.array([1], dtype=np.int64)),
                       graph.constant(np.array([2], dtype=np.int64)))
    words = graph.add("Gather", graph.weight(vocabulary_size, HIDDEN, scale=1), "input_ids")
    kinds = graph.add("Gather", graph.weight(2, HIDDEN), "token_type_ids")
    places = graph.add("Slice", graph.weight(MAX_TOKENS, HIDDEN), zero, length)
    x = graph.layer_norm(graph.add("Add", graph.add("Add", words, kinds), places))

    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = graph.add("Mul", graph.add("Sub", graph.scalar(1), mask), graph.scalar(-1e9))
    penalty = graph.add("Unsqueeze", hidden, graph.constant(np.array([1, 2], dtype=np.int64)))
    for layer in range(LAYERS):
        x = graph.layer_norm(graph.add("Add", x, graph.attention(x, penalty)))
        last = "last_hidden_state" if layer == LAYERS - 1 else None
        x = graph.layer_norm(graph.add("Add", x, graph.feed_forward(x)), output=last)

    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "tiny-transformer",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs],
            [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "length", HIDDEN])],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", 13)],
        ir_version=8,
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def main():
    (FOLDER / "onnx").mkdir(parents=True, exist_ok=True)
    vocabulary = build_vocabulary()
    write_tokenizer(vocabulary)
    config = {
        "model_type": "xlm-roberta",
        "hidden_size": HIDDEN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "vocab_size": len(vocabulary) + 1,
        "max_position_embeddings": MAX_TOKENS,
        "pad_token_id": SPECIALS.index("<pad>"),
    }
    write_json("config.json", config)
    onnx.save(build_model(len(vocabulary) + 1), FOLDER / "onnx" / "model.onnx")


if __name__ == "__main__":
    main()
