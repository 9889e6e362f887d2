@contract("contracts/Flow.java")
Scenario: S
  @herd("a")
  @herd("b")
  @source("csv://a.csv", contract="Plain")
  @sink("json://x.json")
  @dlq("json://y.json")
  @dlq("json://z.json")
