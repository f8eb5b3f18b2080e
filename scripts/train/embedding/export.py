"""Write the model folder that the product loads: tokenizer, ONNX graph, parity.

The graph is built by hand: one int8 table, one scale a row. Pooling and the
unit length are inside it, because JavaScript takes far longer for them.
"""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

import card
import data
from evaluate import Evaluation, dequantised, embed
from parity import TEXTS
from tokenizer import PAD, UNK

MAX_LENGTH = 512  # a table has no limit of its own; this one bounds memory


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and their scales; rows of padding and unknown tokens are zero."""
    table = table.copy()
    table[:2] = 0
    # The direction of the result does not depend on a common factor.
    table /= np.abs(table).max()
    scale = np.abs(table).max(1, keepdims=True) / 127
    rows = np.rint(table / np.where(scale > 0, scale, 1)).astype(np.int8)
    return rows, scale.astype(np.float32)


def graph(rows: np.ndarray, scale: np.ndarray, power: float) -> onnx.ModelProto:
    """Gather, cast, weigh and sum in one product, divide by the length.

    A token that occurs n times must weigh n ** power in all, so each occurrence
    weighs n ** (power - 1); n comes from comparing every position with every
    other. The mean's divisor disappears in the division by the length.
    """
    dim = rows.shape[1]
    constants = {
        "table": rows, "scale": scale[:, 0],
        "one": np.array([1], np.int64), "two": np.array([2], np.int64),
        "one_more": np.array([0, 0, 0, 1], np.int64),
        "exponent": np.array(power - 1, np.float32),
        "least_count": np.array(1, np.float32),
        "least_length": np.array(1e-12, np.float32),
    }
    node = helper.make_node
    nodes = [
        # One masked padding position more, or an empty text would be refused.
        node("Pad", ["input_ids", "one_more"], ["ids"]),
        node("Pad", ["attention_mask", "one_more"], ["mask_integer"]),
        node("Cast", ["mask_integer"], ["mask"], to=TensorProto.FLOAT),
        node("Gather", ["table", "ids"], ["bytes"], axis=0),
        node("Cast", ["bytes"], ["floats"], to=TensorProto.FLOAT),
        node("Gather", ["scale", "ids"], ["scales"], axis=0),
        node("Unsqueeze", ["ids", "one"], ["ids_row"]),
        node("Unsqueeze", ["ids", "two"], ["ids_column"]),
        node("Equal", ["ids_row", "ids_column"], ["equal"]),
        node("Cast", ["equal"], ["equal_float"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["mask", "one"], ["mask_row"]),
        node("MatMul", ["mask_row", "equal_float"], ["counts"]),
        node("Max", ["counts", "least_count"], ["counts_positive"]),
        node("Pow", ["counts_positive", "exponent"], ["weights"]),
        node("Unsqueeze", ["scales", "one"], ["scales_row"]),
        node("Mul", ["weights", "mask_row"], ["weights_masked"]),
        node("Mul", ["weights_masked", "scales_row"], ["factors"]),
        node("MatMul", ["factors", "floats"], ["sum_kept"]),
        node("Squeeze", ["sum_kept", "one"], ["sum"]),
        node("ReduceL2", ["sum"], ["length"], axes=[1], keepdims=1),
        node("Max", ["length", "least_length"], ["length_positive"]),
        node("Div", ["sum", "length_positive"], ["sentence_embedding"]),
    ]
    model = helper.make_model(
        helper.make_graph(
            nodes, "isnad-table",
            [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "sequence"])
             for n in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", dim])],
            [numpy_helper.from_array(v, k) for k, v in constants.items()],
        ),
        opset_imports=[helper.make_opsetid("", 14)], ir_version=8, producer_name="isnad",
    )
    onnx.checker.check_model(model)
    return model


def fixture(tokenizer: Tokenizer, table: np.ndarray, power: float) -> list[dict]:
    """What Python makes of each text: ids, first components, length."""
    result = []
    for text in TEXTS:
        ids = tokenizer.encode(text).ids[:MAX_LENGTH]
        vector = embed(table, [np.array(ids, dtype=np.int64)], power)[0]
        result.append({"text": text, "ids": ids,
                       "head": [round(float(x), 6) for x in vector[:8]],
                       "norm": round(float(np.linalg.norm(vector)), 6)})
    return result


def write_json(path: Path, value, indent=1) -> None:
    path.write_text(json.dumps(value, ensure_ascii=indent is not None, indent=indent) + "\n", encoding="utf-8")


def main() -> None:
    parser = data.parser("Write the model folder from table.npy and train.json in --work.")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    record = json.loads((args.work / "train.json").read_text())
    power = record["count_power"]
    rows, scale = quantise(np.load(args.work / "table.npy"))
    (args.out / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(graph(rows, scale, power), str(args.out / "onnx" / "model_quantized.onnx"))
    shutil.copyfile(args.tokenizer, args.out / "tokenizer.json")
    write_json(args.out / "config.json", {
        "model_type": "bert", "hidden_size": int(rows.shape[1]), "vocab_size": int(rows.shape[0]),
        "pad_token_id": 0, "max_position_embeddings": MAX_LENGTH,
    })
    write_json(args.out / "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MAX_LENGTH,
        "pad_token": PAD, "unk_token": UNK, "clean_up_tokenization_spaces": False,
    })
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    write_json(args.out / "parity.json", fixture(tokenizer, dequantised(args.out), power))
    evaluation = Evaluation(tokenizer, args.data, power)
    counts = {name: (len(d), len(q)) for name, (d, q, _) in evaluation.sets.items()}
    card.write(args.out, record, counts, evaluation.run(dequantised(args.out)))
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
