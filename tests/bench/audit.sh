#!/usr/bin/env bash
# Times `audit` beside the same by hand with pandas and NumPy, on ten million rows of CSV and of .npy, in turn.
# Needs the program as its first argument, and python3 with numpy and pandas. Times are of this machine, now: compare them
# with one another alone.
set -euo pipefail
program=${1:?the program, such as artifacts/publish/experiments}
rows=${2:-10000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/make.py" <<'P'
import sys
import numpy as np
rows, folder = int(sys.argv[1]), sys.argv[2]
random = np.random.default_rng(1)
label = random.integers(0, 2, rows)
raw = (random.normal(6, 6, rows) * (2 * label - 1)).astype(np.float32)
np.save(f"{folder}/raw.npy", raw)
np.save(f"{folder}/label.npy", label.astype(np.int8))
with open(f"{folder}/table.csv", "w") as table:
    table.write("raw,label\n")
    for start in range(0, rows, 1 << 20):
        part = slice(start, start + (1 << 20))
        table.write("".join(f"{x!r},{y}\n" for x, y in zip(raw[part].tolist(), label[part].tolist())))
P
cat > "$work/hand.py" <<'P'
# What one would do by hand: Keras' clipped loss, the loss from logits, the exact loss, counts, and batches of each size.
import sys
import numpy as np
path = sys.argv[1]
if path.endswith(".csv"):
    import pandas
    table = pandas.read_csv(path, dtype={"raw": np.float32, "label": np.int8})
    raw, label = table["raw"].to_numpy(), table["label"].to_numpy()
else:
    raw, label = np.load(path), np.load(path.replace("raw", "label"))
y = label.astype(np.float32)
s = 1 / (1 + np.exp(-raw))
q = np.clip(s, np.float32(1e-7), 1 - np.float32(1e-7))
z = np.log(q / (1 - q))
loss = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
logits = np.maximum(raw, 0) - raw * y + np.log1p(np.exp(-np.abs(raw)))
wide = raw.astype(np.float64)
exact = np.logaddexp(0, np.where(label == 1, -wide, wide))
gradient = np.where((s < q) | (s > q), 0, s - y)
truth = 1 / (1 + np.exp(-wide)) - label
print(loss.mean(dtype=np.float64), logits.mean(dtype=np.float64), exact.mean())
print((np.abs(gradient - truth)).sum() / np.abs(truth).sum(), ((s != q) & ((raw > 0) != (label == 1))).sum())
random = np.random.default_rng(1)
pick = random.choice(len(raw), min(len(raw), 100000), replace=False)
for _ in range(20):
    order = random.permutation(pick)
    for size in 2 ** np.arange(17):
        kept = order[: len(order) // size * size]
        a, b = loss[kept].reshape(-1, size).sum(1), exact[kept].reshape(-1, size).sum(1)
        off = (np.abs(a - b) > 0.01 * b).sum()
P
python3 "$work/make.py" "$rows" "$work"
ls -l "$work"
for round in 1 2 3; do
    for file in table.csv raw.npy; do
        labels=()
        [ "$file" = raw.npy ] && labels=("$work/label.npy")
        for way in audit hand; do
            start=$(date +%s.%N)
            if [ "$way" = audit ]; then
                "$program" audit "$work/$file" "${labels[@]}" --loss keras-2.2.4 --no-plots --quiet --output "$work/out" > /dev/null
            else
                python3 "$work/hand.py" "$work/$file" > /dev/null
            fi
            printf '%s %-9s %-5s %6.2f s\n' "$round" "$file" "$way" "$(echo "$(date +%s.%N) - $start" | bc)"
        done
    done
done
