@contract("contracts/Flow.java")
Scenario: S
  @source("json://raw.json", contract="Raw")
  @step("Read")
  @step("Hide")
  @step("ToCard")
  @sink("json://c.json")
