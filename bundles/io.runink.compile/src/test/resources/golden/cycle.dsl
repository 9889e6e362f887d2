@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @step("Split", name="one", from=["source", "three"])
  @step("Split", name="two")
  @step("Split", name="three")
  @sink("json://x.json")
