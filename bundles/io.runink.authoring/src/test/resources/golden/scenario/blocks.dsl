Feature: Block form
Metadata:
  layer: silver
  owner: me

Scenario: Blocks
  Given source stream "trades" from "kafka://trades"
  Then:
    - Validate
    - Tag
    (sink: json://out.json)
  And a sentence
  - Loose item
  (sink: json://loose.json)
  When:
    - X
  Given:
    - y
  Assertions:
    - count > 0
  GoldenTest:
    input: a
  Golden Test:
    input: b
  Notifications:
    - mail
  @sink("x")
