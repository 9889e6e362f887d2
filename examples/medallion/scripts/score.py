"""Scores orders: one JSON object a line in, the same with a risk out."""

import json
import sys

THRESHOLD = 500

for line in sys.stdin:
    order = json.loads(line)
    order["risk"] = "high" if float(order["amount"]) >= THRESHOLD else "low"
    print(json.dumps(order))
