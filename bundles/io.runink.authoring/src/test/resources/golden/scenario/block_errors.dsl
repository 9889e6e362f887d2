Feature: Block form, wrong
Then:
  - Early
Scenario: Wrong
  Metadata: here
    - item
    layer:
    source: json://x
    timeout: soon
    a: "b" c
    a: again
    layer "x"
  Given source stream "a" of "b"
  Given source stream "a" from b
  Given source stream "a" from "b" and more
  Given source stream "a" from "b" (contrct: X)
  Given source stream "a
  - loose
  (sink: loose://x)
  Then:
  When:
    -
    - Decode (fast)
    - see (http://example.org) for more
    - Decode (contract: X
    - Decode (contract: X) now
    - Decode (: X)
    - Route all (snk: json://x)
    - Route all (target: json://x)
    - Route rejected rows (sink: json://x)
    - Route all (sink: json://x, colour: red)
    - Route all (sink: json://x) and more
    (sink: a b(c), name: )
    ("json://x")
  Assertions:
    - ""
    (sink: x)
  GoldenTest:
    validatoin: strict
    output: a.json
    validation: lax
  Notifications:
    name: x
