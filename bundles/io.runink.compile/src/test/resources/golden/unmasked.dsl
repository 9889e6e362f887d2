@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Person")
  @step("Check")
  @sink("json://x.json")
  @step("Hide", from="Check")
  @sink("json://y.json", from="Hide")
  @sink("json://z.json", from=["Hide", "Check"])
