Feature: Block form
  The form that reads like minutes of a meeting.
  - a bullet of the description
Metadata:
  layer: silver   # what is refined once
  owner: "me"
  herd: finance
  contract: ["A.java", "B.java"]
  slo: 99.95%
  rank: 2.50
  tracked: true
  keep: 30d
  also: ["a", "b"]
  timeout: 10m
  dlq: json://bad.json

Scenario: Blocks
  Given source stream "trades" from "kafka://trades"
  And source stream "Late Trades, by post" from "csv://late.csv" (contract: Trade, @window(5m))   # two
  When events are received
    Then:   # in this order
      - source "more" from "csv://more.csv"
      - DecodeCDMEvents (contract: TradeEvent)

      # the rules
      - Validate mandatory fields (trade_id, symbol, price)
      - filter ("price > 0", name: "positive", from: ["trades", "late-trades-by-post"])
      - aggregate (by: ["book"], total: "sum(price)", @window(5m))  # each book
      - Tag every valid one (step: TagWithContext, name: tagged)
      - Route valid records to "Validated" (sink: json://out.json, contract: Trade, when: "a, b")
      - Route invalid records to "Bin" (dlq: json://dlq.json)
      - Last (sink: json://last.json)
      - see what (http://example.org) says
    (sink: "json://odd,name.json", with: "role=ops")
  And a sentence
  Assertions:
    - records >= 1000
    - "quarantined < 2 %"
  GoldenTest:
    folder: golden/x
    validation: strict
  Notifications:
    - mail
    - "post"
    - On schema drift, emit alert to "alerts/drift"
  @sink("x://y")
  Do:
    - Deliver it

Metadata:
  layer: gold

Scenario: Second
  Golden Test:
    folder: golden/second
