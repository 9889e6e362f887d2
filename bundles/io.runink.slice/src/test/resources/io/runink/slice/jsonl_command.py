"""The same command by lines of JSON: numbers stay as they are written."""

import json
import sys

for line in sys.stdin.buffer:
    row = json.loads(line, parse_int=str, parse_float=str)
    if "id" not in row or int(row["id"]) % 3 == 0:
        continue
    if "word" in row:
        row["word"] += "\u2713"
    sys.stdout.buffer.write(json.dumps(row).encode() + b"\n")
