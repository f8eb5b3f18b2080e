"""Retrieval quality of a table of vectors: nDCG@10 on the development sets.

Every distinct passage of a file is a document, all of them are the collection,
and a question's right answer is its own passage.
"""

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

import data


def embed(table: np.ndarray, ids: list[np.ndarray], power: float) -> np.ndarray:
    """Weighted mean of the rows, length one; a text without tokens is the zero
    vector. A token found n times weighs n ** power, as in the ONNX graph."""
    out = np.zeros((len(ids), table.shape[1]), dtype=np.float32)
    for i, one in enumerate(ids):
        if len(one):
            tokens, counts = np.unique(one, return_counts=True)
            mean = (counts ** power).astype(np.float32) @ table[tokens]
            out[i] = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return out


def ndcg(scores: np.ndarray, gold: list[set[int]], depth: int = 10) -> dict[str, float]:
    """nDCG and recall at `depth`, MRR at `depth`, recall at 1."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :depth]
    total, found, first, mrr = 0.0, 0, 0, 0.0
    for row, right in zip(order, gold):
        gains = [1 / np.log2(rank + 2) for rank, doc in enumerate(row) if doc in right]
        ideal = sum(1 / np.log2(rank + 2) for rank in range(min(len(right), depth)))
        total += sum(gains) / ideal
        ranks = [rank for rank, doc in enumerate(row) if doc in right]
        found += bool(ranks)
        first += row[0] in right
        mrr += 1 / (ranks[0] + 1) if ranks else 0
    n = len(gold)
    return {"ndcg10": total / n, "r1": first / n, "r10": found / n, "mrr10": mrr / n}


def sets(folder: Path) -> dict[str, tuple[list[str], list[str], list[set[int]]]]:
    english, parallel = data.english(folder)[1], data.parallel(folder)[1]
    return {
        "tydi-ar-dev": data.squad(folder, "dev/tydi-ar-dev.squad.json.gz"),
        "arcd-train": data.squad(folder, "dev/arcd-train.squad.json.gz"),
        "tydi-en-held": data.retrieval_set((r["question"], r["passage"]) for r in english),
        "ar-en-held": data.retrieval_set((r["ar"], r["en"]) for r in parallel),
        "en-ar-held": data.retrieval_set((r["en"], r["ar"]) for r in parallel),
    }


class Evaluation:
    """The sets, tokenised once, so that training can measure as it goes."""

    def __init__(self, tokenizer: Tokenizer, folder: Path, power: float):
        self.power = power

        def ids(texts):
            return [np.array(e.ids, dtype=np.int64) for e in tokenizer.encode_batch(texts)]
        self.sets = {name: (ids(d), ids(q), g) for name, (d, q, g) in sets(folder).items()}

    def run(self, table: np.ndarray) -> dict[str, dict[str, float]]:
        return {
            name: ndcg(embed(table, questions, self.power) @ embed(table, docs, self.power).T, gold)
            for name, (docs, questions, gold) in self.sets.items()
        }


def line(result: dict[str, dict[str, float]]) -> str:
    return " | ".join(f"{name} {scores['ndcg10']:.4f}" for name, scores in result.items())


def count_power(model: Path) -> float:
    """The exponent of repeated tokens that the shipped graph applies."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(model / "onnx" / "model_quantized.onnx")).graph
    parts = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    return float(parts["exponent"]) + 1 if "exponent" in parts else 1.0


def dequantised(model: Path) -> np.ndarray:
    """The table as the shipped ONNX file holds it."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(model / "onnx" / "model_quantized.onnx")).graph
    parts = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    return parts["table"].astype(np.float32) * parts["scale"][:, None]


def main() -> None:
    parser = data.parser("Measure a model folder.")
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    result = Evaluation(tokenizer, args.data, count_power(args.model)).run(dequantised(args.model))
    print(json.dumps({n: {k: round(v, 4) for k, v in s.items()} for n, s in result.items()}, indent=1))


if __name__ == "__main__":
    main()
