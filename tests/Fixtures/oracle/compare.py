#!/usr/bin/python3
"""compare.py EXPECTED ACTUAL: by column name (columns of EXPECTED only), row by row, as text."""
import csv
import sys


def load(path):
    with open(path, newline='', encoding='utf-8') as h:
        raw = h.read()
    notes = []
    if raw.startswith('\ufeff'):
        notes.append('BOM')
    if '\r' in raw:
        notes.append('CR')
    if raw and not raw.endswith('\n'):
        notes.append('no newline at the end')
    rows = list(csv.reader(raw.splitlines()))
    return rows[0], rows[1:], notes


def main(expected, actual):
    eh, er, _ = load(expected)
    ah, ar, notes = load(actual)
    bad = 0
    for n in notes:
        print(f'{actual}: {n}')
        bad += 1
    missing = [c for c in eh if c not in ah]
    if missing:
        print('missing columns:', ' '.join(missing))
        bad += 1
    cols = [c for c in eh if c in ah]
    if [ah.index(c) for c in cols] != list(range(len(cols))):
        print(f'note: column order differs: expected {eh}, actual {ah}')
    if len(er) != len(ar):
        print(f'rows: expected {len(er)}, actual {len(ar)}')
        bad += 1
    diffs = cells = 0
    first = []
    by_column = {}
    for n, (e, a) in enumerate(zip(er, ar), 2):
        for c in cols:
            want = e[eh.index(c)]
            i = ah.index(c)
            got = a[i] if i < len(a) else '<missing>'
            cells += 1
            if want != got:
                diffs += 1
                by_column[c] = by_column.get(c, 0) + 1
                if len(first) < 10:
                    first.append(f'  line {n}, {c}: expected {want}, actual {got}   [expected row: {",".join(e)}]')
    print(f'{min(len(er), len(ar))} rows, {cells} cells compared, {diffs} differ {by_column or ""}')
    print('\n'.join(first), end='\n' if first else '')
    return 1 if bad or diffs else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]))
