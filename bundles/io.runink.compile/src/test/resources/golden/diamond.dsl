@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain", name="a")
  @source("csv://b.csv", contract="Plain", name="b")
  @step("Split", name="left", from="a")
  @step("Split", name="right", from=["a", "b"])
  @step("Verify", from=["left", "right"])
  @sink("json://x.json", from="b")
  @sink("json://y.json", from=["Verify", "right"])
