"""Makes a transformer of the shape of MiniLM-L6 with random weights: for its speed, it says nothing about meaning.

Run:  python3 -m venv /tmp/mini && /tmp/mini/bin/pip install numpy==2.4.6 onnx==1.23.1 onnxruntime==1.30.0 &&
      /tmp/mini/bin/python scripts/benchmark/speed/make-mini-transformer.py FOLDER

Six layers, twelve heads, 384 hidden units, 1,536 inner ones, at most 512 tokens, as float32 and with the 8-bit
weights that the library loads by default. The tokenizer is that of the embedded model: fewer tokens a word
than the multilingual ones of the hub give, which is in the transformer's favour.
"""

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

PROJECT = Path(__file__).resolve().parents[3]


def main():
    folder = Path(sys.argv[1])
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    spec = importlib.util.spec_from_file_location("tiny", PROJECT / "scripts" / "fixtures" / "make-tiny-transformer.py")
    tiny = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tiny)
    tiny.HIDDEN, tiny.HEADS, tiny.LAYERS, tiny.FEED_FORWARD, tiny.MAX_TOKENS = 384, 12, 6, 1536, 512

    tokenizer = PROJECT / "models" / "isnad-table-v1" / "tokenizer.json"
    shutil.copy(tokenizer, folder / "tokenizer.json")
    vocabulary = len(json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"])
    settings = {"tokenizer_class": "BertTokenizer", "model_max_length": 512, "pad_token": "[PAD]", "unk_token": "[UNK]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    config = {"model_type": "bert", "hidden_size": 384, "num_hidden_layers": 6, "vocab_size": vocabulary}
    (folder / "config.json").write_text(json.dumps(config))

    whole = folder / "onnx" / "model.onnx"
    onnx.save(tiny.build_model(vocabulary), whole)
    quantize_dynamic(whole, folder / "onnx" / "model_quantized.onnx", weight_type=QuantType.QInt8)


if __name__ == "__main__":
    main()
