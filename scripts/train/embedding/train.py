"""Train the table of vectors with an in-batch contrastive loss.

A text's vector is the weighted mean of its tokens' rows, so a row's direction
says what a token means and its length how much it matters; both are learned.
A token that a text holds n times weighs less than n times as much.
"""

import json
import random
import time

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

import data
import pairs
from evaluate import Evaluation, line

WEIGHTS = {"wiki": 0.45, "mrtydi": 0.2, "news": 0.1, "paraphrase": 0.05,
           "parallel": 0.1, "tydi-en": 0.05, "english": 0.1}


def bag(table: torch.Tensor, texts: list[np.ndarray], power: float) -> torch.Tensor:
    """Unit vectors of texts. All texts are counted with one sort: the key of a
    token is its text's number and its id."""
    size = table.shape[0]
    owner = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
    keys, counts = np.unique(owner * size + np.concatenate(texts), return_counts=True)
    lengths = np.bincount(keys // size, minlength=len(texts))
    offsets = torch.from_numpy(np.concatenate([[0], lengths.cumsum()[:-1]]))
    weights = torch.from_numpy((counts ** power).astype(np.float32))
    sums = F.embedding_bag(torch.from_numpy(keys % size), table, offsets, mode="sum",
                           per_sample_weights=weights)
    return F.normalize(sums, dim=1)


def contrastive(table, batch, temperature: float, power: float) -> torch.Tensor:
    """Symmetric InfoNCE; rows of one group are not each other's negatives, and
    the hard negatives are seen from the anchors' side only."""
    anchors, positives, groups, extra = batch
    left = bag(table, anchors, power)
    right = bag(table, positives + extra, power)
    logits = left @ right.T / temperature
    number = {g: i for i, g in enumerate(dict.fromkeys(groups))}
    group = torch.tensor([number[g] for g in groups])
    n = len(groups)
    same = (group[:, None] == group[None, :]) & ~torch.eye(n, dtype=torch.bool)
    logits = torch.cat([logits[:, :n].masked_fill(same, -1e4), logits[:, n:]], dim=1)
    target = torch.arange(n)
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits[:, :n].T, target)) / 2


def main() -> None:
    parser = data.parser("Train the table; writes table.npy and train.json to --work.")
    add = parser.add_argument
    add("--tokenizer", required=True)
    add("--dim", type=int, default=512)
    add("--steps", type=int, default=900)
    add("--batch", type=int, default=1024)
    add("--rate", type=float, default=0.004)
    add("--temperature", type=float, default=0.05)
    add("--pull", type=float, default=0.0, help="how strongly rows are drawn back to their start")
    add("--average", type=float, default=0.995, help="decay of the weight average; 0 = none")
    add("--token-drop", type=float, default=0.1)
    add("--least-overlap", type=float, default=0.2)
    add("--count-power", type=float, default=0.75, help="a token n times in a text counts n to this power")
    add("--hard", action="store_true", help="other paragraphs of the page as hard negatives")
    add("--idf-power", type=float, default=1.0)
    add("--per-article", type=int, default=4)
    add("--mix", type=float, nargs=3, default=(0.35, 0.45, 0.2), help="sentence, made-up question, title")
    add("--weights", type=json.loads, default={}, help='JSON, for example {"mrtydi": 0.3}')
    add("--seed", type=int, default=7)
    add("--threads", type=int, default=2)
    add("--every", type=int, default=300)
    args = parser.parse_args()
    started = time.time()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    tokenizer = Tokenizer.from_file(args.tokenizer)
    size = tokenizer.get_vocab_size()
    encoder = pairs.Encoder(tokenizer)
    drop = args.token_drop
    english, parallel = data.english(args.data)[0], data.parallel(args.data)[0]
    same = [(r["a"], r["b"]) for r in data.rows(args.data, "train/question-pairs-ar.jsonl.gz") if r["same"]]
    wiki = pairs.wiki(encoder, args.data, per_article=args.per_article, token_drop=drop, mix=tuple(args.mix))
    sources = [
        pairs.pairs(encoder, "news", pairs.news(args.data), drop),
        pairs.pairs(encoder, "paraphrase", same, 0.0),
        pairs.pairs(encoder, "parallel", [(r["ar"], r["en"]) for r in parallel], 0.0),
        pairs.pairs(encoder, "tydi-en", [(r["question"], r["passage"]) for r in english], drop),
        pairs.english_inside(encoder, args.data, token_drop=drop, mix=tuple(args.mix)),
    ]
    texts = {s.name: s for s in sources}
    idf = pairs.idf([
        [*(np.concatenate(p) for a in wiki.articles for p in a), *texts["news"].positives],
        [*texts["tydi-en"].positives, *texts["parallel"].positives],
    ], size)
    sources += [wiki, pairs.mrtydi(encoder, args.data, idf, args.least_overlap, args.hard, drop)]
    weights = {**WEIGHTS, **args.weights}
    evaluation = Evaluation(tokenizer, args.data, args.count_power)
    print({s.name: len(s) for s in sources}, f"prepared in {time.time() - started:.0f} s", flush=True)

    # Random directions with idf lengths: a lexical search to start from.
    start = torch.randn(size, args.dim) / args.dim ** 0.5
    start *= torch.from_numpy((idf / idf.max()) ** args.idf_power).float()[:, None]
    start[:2] = 0  # padding and unknown tokens weigh nothing
    table = start.clone().requires_grad_(True)
    average = start.clone()
    print("start", line(evaluation.run(start.numpy())), flush=True)
    optimizer = torch.optim.Adam([table], lr=args.rate, fused=True)
    warm = 50
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / warm) * (0.5 + 0.5 * np.cos(np.pi * s / args.steps)))
    for step in range(1, args.steps + 1):
        source = rng.choices(sources, [weights[s.name] for s in sources])[0]
        loss = contrastive(table, source.batch(args.batch, rng), args.temperature, args.count_power)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        table.grad[:2] = 0
        optimizer.step()
        with torch.no_grad():
            # What few pairs say of a word must be worth leaving its own random
            # direction, which is what makes a word match itself.
            if args.pull:
                table.lerp_(start, args.pull * schedule.get_last_lr()[0])
        schedule.step()
        with torch.no_grad():
            average.lerp_(table, 1 - min(args.average, step / (step + 10)))
        if step % args.every == 0 or step == args.steps:
            result = evaluation.run(average.numpy())
            print(f"{step} {time.time() - started:.0f}s loss {loss.item():.3f} {line(result)}", flush=True)
    args.work.mkdir(parents=True, exist_ok=True)
    np.save(args.work / "table.npy", average.numpy())
    record = {**{k: str(v) if k in ("data", "work", "tokenizer") else v for k, v in vars(args).items()},
              "weights": weights, "vocab": size, "seconds": round(time.time() - started),
              "scores": {n: {k: round(v, 4) for k, v in s.items()} for n, s in result.items()}}
    (args.work / "train.json").write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
