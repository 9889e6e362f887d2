@contract("contracts/Broken.java")
@herd("UPPER")
Scenario: S
  @source("ftp://a.csv", contract="Broken")
  @step("Split")
  @step("Split")
  @sink("x" when "y")
