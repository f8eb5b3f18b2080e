"""Learns which stems are used alike, and which translate each other.

    python scripts/train/thesaurus/thesaurus.py --work WORK      (reads corpus.stems and parallel.stems there)

Alike: positive pointwise mutual information of stems within a window, its
context counts smoothed (Levy, Goldberg and Dagan 2015), factorised by a
truncated singular value decomposition; the cosine of two rows is their
similarity. Translations: IBM Model 1 (Brown et al. 1993) in both directions,
their geometric mean.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd


def cooccurrence(lines: list[list[str]], index: dict[str, int], window: int) -> sp.csr_matrix:
    flat = []
    for line in lines:
        flat.extend(index.get(word, -1) for word in line)
        flat.extend([-1] * window)
    stems = np.array(flat)
    size = len(index)
    counts = sp.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, window + 1):
        left, right = stems[:-distance], stems[distance:]
        both = (left >= 0) & (right >= 0)
        ones = np.ones(both.sum(), dtype=np.float32)
        counts = counts + sp.coo_matrix((ones, (left[both], right[both])), shape=(size, size)).tocsr()
    return counts + counts.T


def ppmi(counts: sp.csr_matrix, smoothing: float = 0.75) -> sp.csr_matrix:
    total = counts.sum()
    words = np.asarray(counts.sum(1)).ravel()
    contexts = words ** smoothing
    contexts *= total / contexts.sum()
    entries = counts.tocoo()
    values = np.log(entries.data * total / (words[entries.row] * contexts[entries.col]))
    kept = values > 0
    return sp.csr_matrix((values[kept], (entries.row[kept], entries.col[kept])), shape=counts.shape)


def rows(counts: sp.csr_matrix, dim: int, seed: int) -> np.ndarray:
    """Unit rows, float32."""
    left, singular, _ = randomized_svd(ppmi(counts), n_components=dim, n_iter=3, random_state=seed)
    vectors = (left * np.sqrt(singular)).astype(np.float32)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def nearest(vectors: np.ndarray, most: int, least: float):
    """For each row the positions and cosines of its nearest rows, best first."""
    for start in range(0, len(vectors), 2000):
        block = vectors[start:start + 2000] @ vectors.T
        block[np.arange(len(block)), np.arange(start, start + len(block))] = 0
        top = np.argpartition(-block, most, axis=1)[:, :most]
        for scores, near in zip(block, top):
            near = near[np.argsort(-scores[near], kind="stable")]
            yield [(int(i), float(scores[i])) for i in near if scores[i] >= least]


def model1(pairs: list[tuple[list[str], list[str]]], rounds: int = 8):
    """IBM Model 1: {(word, given): probability} and the expected counts of the pairs."""
    table = None
    for _ in range(rounds):
        counts, totals = defaultdict(float), defaultdict(float)
        for words, given in pairs:
            given = ["", *given]  # the empty word, to which anything may be aligned
            for word in words:
                chances = [1.0 if table is None else table.get((word, each), 1e-9) for each in given]
                whole = sum(chances)
                for each, chance in zip(given, chances):
                    counts[word, each] += chance / whole
                    totals[each] += chance / whole
        table = {pair: count / totals[pair[1]] for pair, count in counts.items()
                 if count / totals[pair[1]] > 1e-4}
    return table, counts


def translations(path: Path, least: float, least_count: float) -> dict[str, list[tuple[str, float]]]:
    pairs = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if "\t" in line:
            arabic, english = line.split("\t")
            pairs.append((arabic.split()[:80], english.split()[:80]))
    forward, counts = model1(pairs)
    backward, _ = model1([(english, arabic) for arabic, english in pairs])
    found = defaultdict(list)
    for (arabic, english), chance in forward.items():
        both = (chance * backward.get((english, arabic), 0)) ** 0.5
        if english and arabic != english and both >= least and counts[arabic, english] >= least_count:
            found[english].append((arabic, both))
            found[arabic].append((english, both))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--work", type=Path, default=Path("build/train"))
    add("--window", type=int, default=8)
    add("--dim", type=int, default=300)
    add("--least-count", type=int, default=4)
    add("--most", type=int, default=60, help="neighbours a stem")
    add("--least", type=float, default=0.35, help="similarity of a neighbour")
    add("--least-translation", type=float, default=0.1)
    add("--most-translations", type=int, default=6)
    add("--seed", type=int, default=7)
    args = parser.parse_args()

    lines = [line.split() for line in (args.work / "corpus.stems").read_text(encoding="utf-8").split("\n")]
    counted = Counter(word for line in lines for word in line)
    stems = [word for word, count in counted.most_common() if count >= args.least_count]
    vectors = rows(cooccurrence(lines, {word: i for i, word in enumerate(stems)}, args.window), args.dim, args.seed)
    neighbours: dict[str, dict[str, float]] = {
        stem: {stems[i]: similarity for i, similarity in near}
        for stem, near in zip(stems, nearest(vectors, args.most, args.least))
    }
    words = 0
    for stem, found in translations(args.work / "parallel.stems", args.least_translation, 0.8).items():
        words += 1
        for other, similarity in sorted(found, key=lambda each: -each[1])[:args.most_translations]:
            for one, two in ((stem, other), (other, stem)):
                known = neighbours.setdefault(one, {})
                known[two] = max(known.get(two, 0), similarity)
    kept = dict(list(neighbours.items())[:65_536])
    with (args.work / "neighbours.tsv").open("w", encoding="utf-8") as out:
        for stem, found in kept.items():
            pairs = "\t".join(f"{other}\t{similarity:.3f}" for other, similarity in found.items())
            print(f"{stem}\t{pairs}" if pairs else stem, file=out)
    print(f"{len(kept)} stems, {sum(map(len, kept.values()))} neighbours, {words} with translations")


if __name__ == "__main__":
    main()
